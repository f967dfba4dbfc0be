package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.kernel.Await;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Badges over a real broker, against rights in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {
  private static final String ROOT = "mogador/v1/essaouira/r-entrance/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Park park;
  private MqttProbe reader;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
  }

  @BeforeEach
  void connect() throws Exception {
    reader = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    assertThat(reader.subscribe(ROOT + "decision")).isLessThan(0x80);
  }

  @AfterEach
  void disconnect() throws Exception {
    reader.close();
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void aBadgeGetsItsDecisionAndARightMakesTheDifference() throws Exception {
    UUID nadia = park.person("Nadia");
    park.enrol(nadia, new byte[] {4, 1, 1, 1});
    Await.until("known", () -> "no_right_here".equals(reason("04010101")));
    park.welcome(nadia);
    Await.until("welcome", () -> "granted".equals(reason("04010101")));
    JsonNode decision = present("04010101");
    assertThat(decision.path("granted").asBoolean()).isTrue();
    assertThat(decision.path("unlock_ms").asInt()).isEqualTo(5_000);
    assertThat(decision.path("message").path("ar").asText()).isEqualTo("مرحبا");
    assertThat(reason("0004010101")).isEqualTo("unknown_credential");
  }

  @Test
  void aQrIssuedOpensAsAText() throws Exception {
    UUID omar = park.person("Omar");
    String text = park.database.inTransaction(sql -> park.credentials.issueQr(sql, omar)).text();
    assertThat(text).matches("MGD1\\.[A-Z2-7]{32}");
    assertThat(park.database.inTransaction(sql -> park.credentials.issueQr(sql, omar)).text())
        .isEqualTo(text);
    park.welcome(omar);
    String bytes =
        java.util.HexFormat.of()
            .withUpperCase()
            .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Await.until("the QR opens", () -> "granted".equals(reason("qr", bytes)));
  }

  @Test
  void aWithdrawnRightIsGoneWithinASecond() throws Exception {
    UUID salma = park.person("Salma");
    park.enrol(salma, new byte[] {4, 2, 2, 2});
    UUID booking = park.welcome(salma);
    Await.until("welcome", () -> "granted".equals(reason("04020202")));
    park.database.inTransaction(sql -> Rights.withdraw(sql, RightSource.BOOKING, booking));
    long committed = System.nanoTime();
    while ("granted".equals(reason("04020202"))) {
      assertThat(System.nanoTime() - committed).isLessThan(1_000_000_000L);
    }
    assertThat(reason("04020202")).isEqualTo("no_right_here");
    assertThat(System.nanoTime() - committed).isLessThan(1_000_000_000L);
  }

  @Test
  void aNotificationLostWithItsConnectionIsMadeUpFor() throws Exception {
    UUID idir = park.person("Idir");
    park.enrol(idir, new byte[] {4, 3, 3, 3});
    Await.until("known", () -> "no_right_here".equals(reason("04030303")));
    park.database
        .sql()
        .run(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and datname = current_database()
              and query ilike 'listen%'\
            """);
    park.welcome(idir);
    Await.until("welcome", () -> "granted".equals(reason("04030303")));
  }

  @Test
  void aRepeatedRequestGetsTheSameAnswerAndIsNoSecondPresentation() throws Exception {
    String request = UUID.randomUUID().toString();
    reader.publish(ROOT + "badge", badge(request, "uid", "04DEAD01", "d-entrance", null));
    JsonNode first = JSON.readTree(next());
    long made = park.heard.stream().filter(e -> e instanceof DeviceEvent.DecisionMade).count();
    reader.publish(ROOT + "badge", badge(request, "uid", "04DEAD01", "d-entrance", null));
    assertThat(JSON.readTree(next())).isEqualTo(first);
    Thread.sleep(100);
    assertThat(park.heard.stream().filter(e -> e instanceof DeviceEvent.DecisionMade).count())
        .isLessThanOrEqualTo(made + 1);
  }

  @Test
  void anotherDoorOrAnOldPresentationIsDeniedWithItsReason() throws Exception {
    String id = UUID.randomUUID().toString();
    reader.publish(ROOT + "badge", badge(id, "uid", "04DEAD01", "d-m-1", null));
    assertThat(JSON.readTree(next()).path("reason").asText()).isEqualTo("wrong_door");
    String old = UUID.randomUUID().toString();
    Instant before = Instant.now().minusSeconds(30);
    reader.publish(ROOT + "badge", badge(old, "uid", "04DEAD01", "d-entrance", before));
    assertThat(JSON.readTree(next()).path("reason").asText()).isEqualTo("stale_request");
  }

  @Test
  void malformedMessagesAreCountedAndTheNextGoodOneIsHandled() throws Exception {
    double before = refused("not_json");
    for (String bad : new String[] {"", "not json", "{\"a\":", "[1,2,3]"}) {
      reader.publish(ROOT + "badge", bad);
    }
    reader.publish(ROOT + "badge", "{\"request\": 7}");
    reader.publish(ROOT + "badge", " ".repeat(20_000));
    assertThat(reason("04DEAD02")).isEqualTo("unknown_credential");
    assertThat(refused("not_json") - before).isEqualTo(4);
    assertThat(park.gateway.refused().last()).extracting(k -> k.reason()).contains("too_long");
  }

  @Test
  void aMegabyteClosesOnlyItsOwnConnection() throws Exception {
    try (MqttProbe other = MqttProbe.connect(park.broker.url(), Park.OTHER, Park.OTHER_PASSWORD)) {
      try {
        other.publish("mogador/v1/essaouira/r-m-1/badge", new byte[1 << 20], false);
      } catch (MqttException expected) {
        assertThat(expected).isNotNull();
      }
      Await.until("cut off", () -> !other.isConnected());
    }
    assertThat(reason("04DEAD03")).isEqualTo("unknown_credential");
  }

  @Test
  void aFloodIsThrottledAlone() throws Exception {
    double before = refused("throttled");
    try (MqttProbe other = MqttProbe.connect(park.broker.url(), Park.OTHER, Park.OTHER_PASSWORD)) {
      for (int i = 0; i < 500; i++) {
        other.publish("mogador/v1/essaouira/r-m-1/badge", "{}");
      }
    }
    assertThat(reason("04DEAD04")).isEqualTo("unknown_credential");
    assertThat(refused("throttled")).isGreaterThan(before);
  }

  @Test
  void aDeviceThatVanishesIsOfflineAndOneThatComesIsOnline() throws Exception {
    String root = "mogador/v1/essaouira/r-m-1/";
    MqttProbe other =
        MqttProbe.connect(
            park.broker.url(), Park.OTHER, Park.OTHER_PASSWORD, Park.OTHER, root + "state");
    other.publish(
        root + "state",
        """
        {"status": "online", "boot": "boot0001", "firmware": "test 1", "clock": "unset",
         "at": null, "uptime_ms": 1, "journal": "journal1", "first": 1, "last": 0}\
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        true);
    Await.until("online", () -> online("r-m-1") == 1);
    other.vanish();
    Await.until("offline", () -> online("r-m-1") == 0);
    other.close();
    assertThat(park.heard)
        .anyMatch(
            e ->
                e instanceof DeviceEvent.DeviceSeen s && !s.online() && s.device().equals("r-m-1"));
  }

  @Test
  void afterABrokerRestartBadgesAreAnsweredAgain() throws Exception {
    park.restartBroker();
    Await.until("connected again", () -> park.gateway.health().connected());
    reader.close();
    connect();
    assertThat(reason("04DEAD05")).isEqualTo("unknown_credential");
  }

  private long online(String code) {
    return park.count("select count(*) from device where code = $1 and online", code);
  }

  private double refused(String reason) {
    return park.meters.counter("mogador_messages_refused", "reason", reason).count();
  }

  private String reason(String bytes) {
    return reason("uid", bytes);
  }

  private String reason(String kind, String bytes) {
    try {
      return present(kind, bytes).path("reason").asText();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode present(String bytes) throws Exception {
    return present("uid", bytes);
  }

  private JsonNode present(String kind, String bytes) throws Exception {
    Thread.sleep(25); // within what a device may send
    String request = UUID.randomUUID().toString();
    reader.publish(ROOT + "badge", badge(request, kind, bytes, "d-entrance", Instant.now()));
    JsonNode decision = JSON.readTree(next());
    assertThat(decision.path("request").asText()).isEqualTo(request);
    return decision;
  }

  private String next() throws InterruptedException {
    MqttProbe.Message message = reader.next(Duration.ofSeconds(5));
    if (message == null) throw new AssertionError("no decision came");
    return message.text();
  }

  private static String badge(
      String request,
      String kind,
      String bytes,
      String door,
      @org.jspecify.annotations.Nullable Instant at) {
    String when =
        at == null ? "null" : "\"" + at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS) + "\"";
    return """
    {"request": "%s", "door": "%s", "credential": {"kind": "%s", "bytes": "%s"},
     "at": %s, "boot": "boot0001", "uptime_ms": 1000}\
    """
        .formatted(request, door, kind, bytes, when);
  }
}
