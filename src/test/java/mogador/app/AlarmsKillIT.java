package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mogador.devices.DeviceGuard;
import mogador.devices.DevicePasswords;
import mogador.devices.DeviceRegistry;
import mogador.devices.MqttProbe;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.identity.Tokens;
import mogador.kernel.Await;
import mogador.kernel.Language;
import mogador.platform.EmbeddedBroker;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server is killed while devices tell of what is wrong, again and again until they hear that it
 * is stored: each alarm is open once with all its causes, and ends and acknowledgements stay.
 */
class AlarmsKillIT {
  private static final String SITE = TestServer.SITE;
  private static final String PASSWORD = "the-password-of-a-known-device";
  private static final int KILLS = 2;
  private static final int FORCED = 60;

  private final long seed = Long.getLong("mogador.kill.seed", System.nanoTime());
  private final Clock clock = Clock.systemUTC();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private TestDatabase database;
  private DeviceRegistry registry;
  private EmbeddedBroker broker;
  private Path log;
  private ServeProcess server;
  private String token = "";

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.migrated();
    var sites = new Sites(database.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document(SITE), clock.instant()))
        .isInstanceOf(Sites.Imported.class);
    for (String device : List.of("r-entrance", "r-m-1", "r-coworking")) {
      DevicePasswords.set(database.database().sql(), SITE, device, PASSWORD);
    }
    var people = new People(database.database(), clock);
    UUID salma =
        people.known(Email.of("salma@example.org").orElseThrow(), "Salma", Language.FR).id();
    people.makeManager(salma, Optional.empty());
    token = new Tokens(database.database(), clock).issueApi(salma, "test");
    registry = new DeviceRegistry(database.database());
    registry.start();
    var account = new EmbeddedBroker.Account("server", "the-servers-own-password");
    broker = EmbeddedBroker.start(0, account, new DeviceGuard(registry));
    log = Files.createTempFile("mogador-killed", ".log");
    List<String> flags = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    server = new ServeProcess(settings(account), flags, http, log);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    broker.close();
    registry.close();
    Files.delete(log);
    http.close();
    database.close();
  }

  @Test
  void whateverIsOpenAcknowledgedOrOverIsSoAfterAKillAndNothingIsRaisedTwice() throws Exception {
    try (var entrance = new Teller("r-entrance");
        var room = new Teller("r-m-1");
        var desks = new Teller("r-coworking");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.start();
      server.awaitAnswer();
      room.tells("tamper", "\"active\": true, ");
      desks.tells("held_open", "");
      entrance.tells("forced", "");
      UUID tamper = only("tamper").id();
      assertThat(acknowledge(tamper)).isEqualTo(200);

      Future<?> forced =
          threads.submit(
              () -> {
                for (int i = 1; i < FORCED; i++) entrance.tells("forced", "");
                return entrance;
              });
      var random = new Random(seed);
      Future<?> shut = forced;
      for (int i = 0; i < KILLS; i++) {
        Thread.sleep(random.nextInt(1_500));
        server.kill();
        if (i == 0) {
          shut =
              threads.submit(
                  () -> {
                    desks.tells("door_closed", "");
                    return desks;
                  });
        }
        server.start();
        server.awaitAnswer();
      }
      forced.get();
      shut.get();

      Row door = only("forced");
      assertThat(door.open()).isTrue();
      assertThat(door.causes()).as("each cause once").isEqualTo(FORCED);
      assertThat(only("tamper")).isEqualTo(new Row(tamper, true, true, 1));
      Row held = only("held_open");
      assertThat(held.open()).as("shut while the server was away").isFalse();
      assertThat(held.causes()).isEqualTo(1);
      assertThat(acknowledge(tamper)).as("already").isEqualTo(409);
      assertThat(acknowledge(door.id())).isEqualTo(200);
    } catch (Throwable failure) {
      throw new AssertionError(
          "with -Dmogador.kill.seed=" + seed + "; the server said " + server.lastWords(), failure);
    }
  }

  /** An alarm as the database has it. */
  private record Row(UUID id, boolean open, boolean acknowledged, int causes) {}

  private Row only(String kind) {
    List<Row> rows =
        database
            .database()
            .sql()
            .list(
                row ->
                    new Row(
                        row.getUUID("id"),
                        row.getBoolean("open"),
                        row.getBoolean("acknowledged"),
                        row.getInteger("count")),
                """
                select id, cleared_at is null as open, acknowledged_at is not null as acknowledged,
                  count
                from alarm where kind = $1
                """,
                kind);
    assertThat(rows).as(kind).hasSize(1);
    return rows.getFirst();
  }

  private int acknowledge(UUID alarm) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    server.url() + "/api/v1/sites/" + SITE + "/alarms/" + alarm + "/acknowledge"))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** A device that tells what happened until it hears that it is stored. */
  private final class Teller implements AutoCloseable {
    private final String root;
    private final String code;
    private final MqttProbe probe;
    private long sequence;

    Teller(String code) throws Exception {
      this.code = code;
      root = "mogador/v1/" + SITE + "/" + code + "/";
      Await.until("let in", this::isLetIn);
      probe = MqttProbe.connect(broker.url(), SITE + "/" + code, PASSWORD);
      assertThat(probe.subscribe(root + "journal/ack")).isLessThan(0x80);
    }

    private boolean isLetIn() {
      try {
        MqttProbe.connect(broker.url(), SITE + "/" + code, PASSWORD).close();
        return true;
      } catch (Exception e) {
        return false;
      }
    }

    void tells(String kind, String more) throws Exception {
      sequence++;
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      String batch =
          """
          {"journal": "journal-%1$s", "boot": "boot0001", "uptime_ms": 5000, "at": "%2$s",
           "first": 1, "events": [{"sequence": %3$d, "kind": "%4$s", "at": "%2$s",
             "boot": "boot0001", "uptime_ms": 5000, %5$s"door": "%6$s"}]}\
          """
              .formatted(code, now, sequence, kind, more, code.replaceFirst("r-", "d-"));
      do {
        probe.publish(root + "journal", batch);
      } while (!isStored());
    }

    private boolean isStored() throws InterruptedException {
      for (MqttProbe.Message told = probe.next(Duration.ofMillis(300));
          told != null;
          told = probe.next(Duration.ZERO)) {
        if (new JsonObject(told.text()).getLong("through") >= sequence) return true;
      }
      return false;
    }

    @Override
    public void close() throws MqttException {
      probe.close();
    }
  }

  private Map<String, String> settings(EmbeddedBroker.Account account) {
    return Map.of(
        "MOGADOR_DATABASE_URL",
        database.settings().url(),
        "MOGADOR_DATABASE_USER",
        database.settings().user(),
        "MOGADOR_DATABASE_PASSWORD",
        database.settings().password(),
        "MOGADOR_MQTT_URL",
        broker.url(),
        "MOGADOR_MQTT_USER",
        account.user(),
        "MOGADOR_MQTT_PASSWORD",
        account.password(),
        "MOGADOR_CREDENTIAL_KEY",
        "5a".repeat(32));
  }
}
