package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Await;
import mogador.kernel.Language;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders to a reader over a real broker, seen from the reader's side of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorCommandsIT {
  private static final String ROOT = "mogador/v1/essaouira/r-entrance/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WAIT = Duration.ofSeconds(5);

  private Park park;
  private MqttProbe reader;
  private Actor manager;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    manager =
        new Actor(
            new Person(
                park.person("Manager"), "manager@example.org", "Manager", Language.FR, false),
            Set.of(Park.SITE),
            Set.of());
  }

  @BeforeEach
  void connect() throws Exception {
    reader = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    assertThat(reader.subscribe(ROOT + "command")).isLessThan(0x80);
  }

  @AfterEach
  void disconnect() throws Exception {
    reader.publish(ROOT + "state", "{\"status\": \"offline\", \"boot\": \"boot0001\"}");
    reader.close();
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void anOrderIsSignedForThisDeviceAndItsWordIsTheAnswer() throws Exception {
    online("boot0001");
    var asked = ask();
    JsonNode envelope = command();
    String text = envelope.path("command").asText();
    assertThat(envelope.path("mac").asText()).isEqualTo(mac(ROOT + "command", text));
    JsonNode command = JSON.readTree(text);
    assertThat(command.path("boot").asText()).isEqualTo("boot0001");
    assertThat(command.path("action").asText()).isEqualTo("unlock");
    assertThat(command.path("door").asText()).isEqualTo("d-entrance");
    assertThat(Instant.parse(command.path("expires_at").asText()))
        .isBetween(Instant.now().minusSeconds(1), Instant.now().plusSeconds(6));
    answer(command, "\"outcome\": \"executed\"");
    UUID id = UUID.fromString(command.path("id").asText());
    assertThat(done(asked)).isEqualTo(new Commands.Outcome.Executed(id));
    assertThat(kept(id)).isEqualTo("executed, The parcel is here, " + manager.id());
  }

  @Test
  void theCounterRisesWithEveryOrderAndAfterTheDatabaseWasPutBack() throws Exception {
    online("boot0001");
    long before = System.currentTimeMillis() - 1;
    for (int i = 0; i < 3; i++) {
      if (i == 2) park.database.sql().run("update device set command_counter = 7");
      var asked = ask();
      JsonNode command = JSON.readTree(command().path("command").asText());
      assertThat(command.path("counter").asLong()).isGreaterThan(before);
      before = command.path("counter").asLong();
      answer(command, "\"outcome\": \"executed\"");
      done(asked);
    }
  }

  @Test
  void aRefusalIsToldWithItsReasonAndTheFirstWordHolds() throws Exception {
    online("boot0001");
    var asked = ask();
    JsonNode command = JSON.readTree(command().path("command").asText());
    UUID id = UUID.fromString(command.path("id").asText());
    answer(command, "\"outcome\": \"rejected\", \"reason\": \"expired\"");
    assertThat(done(asked)).isEqualTo(new Commands.Outcome.Rejected(id, "expired"));
    answer(command, "\"outcome\": \"executed\"");
    assertThat(kept(id)).startsWith("rejected");
    assertThat(entered(id))
        .containsExactly(
            "command_asked d-entrance null The parcel is here",
            "command_answered d-entrance rejected null");
  }

  /** What the audit trail has of an order. */
  private List<String> entered(UUID order) {
    return park.database
        .sql()
        .list(
            row -> row.getString("entered"),
            """
            select concat_ws(' ', kind, details->>'door', coalesce(details->>'outcome', 'null'),
              coalesce(value, 'null')) as entered
            from audit_entry e left join audit_personal p
              on p.site_id = e.site_id and p.number = e.number and p.field = 'why'
            where e.subject = $1 order by e.number
            """,
            order.toString());
  }

  @Test
  void anotherDeviceCannotAnswerForIt() throws Exception {
    online("boot0001");
    var asked = ask();
    JsonNode command = JSON.readTree(command().path("command").asText());
    try (var other = MqttProbe.connect(park.broker.url(), Park.OTHER, Park.OTHER_PASSWORD)) {
      other.publish(
          "mogador/v1/" + Park.OTHER + "/command/ack",
          answerText(command, "\"outcome\": \"executed\""));
      UUID id = UUID.fromString(command.path("id").asText());
      assertThat(done(asked)).isEqualTo(new Commands.Outcome.NoAnswer(id));
    }
  }

  @Test
  void withoutAReaderThatIsConnectedNothingGoesOut() throws Exception {
    assertThat(park.gateway.open(manager, Park.SITE, "d-m-1", "A try"))
        .isEqualTo(new Commands.Outcome.Offline());
    assertThat(park.gateway.open(manager, Park.SITE, "nowhere", "A try"))
        .isEqualTo(new Commands.Outcome.Offline());
  }

  @Test
  void nonsenseForAnAnswerIsCountedAndChangesNothing() throws Exception {
    int before = park.gateway.refused().last().size();
    for (String bad :
        List.of("", "{", "[]", "{\"id\": 7}", "{\"id\": \"x\", \"outcome\": \"executed\"}")) {
      reader.publish(ROOT + "command/ack", bad);
    }
    Await.until("counted", () -> park.gateway.refused().last().size() == before + 5);
  }

  private void online(String boot) throws MqttException, InterruptedException {
    reader.publish(
        ROOT + "state",
        """
        {"status": "online", "boot": "%s", "firmware": "probe 1", "clock": "set",
         "at": "%s", "uptime_ms": 1, "journal": "journal-0001", "first": 1, "last": 0}
        """
            .formatted(boot, Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)));
    Await.until("online", () -> park.gateway.isOnline(new DeviceId("essaouira", "r-entrance")));
  }

  private CompletableFuture<Commands.Outcome> ask() {
    return CompletableFuture.supplyAsync(
        () -> park.gateway.open(manager, Park.SITE, "d-entrance", "The parcel is here"));
  }

  private static Commands.Outcome done(CompletableFuture<Commands.Outcome> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return asked.get(20, TimeUnit.SECONDS);
  }

  private JsonNode command() throws Exception {
    var message = reader.next(WAIT);
    assertThat(message).as("an order").isNotNull();
    assertThat(message.topic()).isEqualTo(ROOT + "command");
    assertThat(message.retained()).isFalse();
    return JSON.readTree(message.text());
  }

  private void answer(JsonNode command, String outcome) throws MqttException {
    reader.publish(ROOT + "command/ack", answerText(command, outcome));
  }

  private static String answerText(JsonNode command, String outcome) {
    return "{\"id\": \"%s\", %s, \"boot\": \"boot0001\", \"at\": null, \"uptime_ms\": 5}"
        .formatted(command.path("id").asText(), outcome);
  }

  private String kept(UUID id) {
    return park.database
        .sql()
        .first(
            row -> row.getString(0),
            "select concat_ws(', ', outcome, why, asked_by) from device_command where id = $1",
            id)
        .orElseThrow();
  }

  /** Written from the page, not with the server's code. */
  private static String mac(String topic, String command) throws GeneralSecurityException {
    byte[] key = HexFormat.of().parseHex(Park.KEYS.of("essaouira", "r-entrance", Park.PASSWORD));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(topic.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) '\n');
    return HexFormat.of().formatHex(mac.doFinal(command.getBytes(StandardCharsets.UTF_8)));
  }
}
