package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import mogador.devices.MqttProbe;
import mogador.kernel.SiteZone;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The main job, and those who would disturb it, over Mosquitto with compose's configuration and an
 * external PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MosquittoIT implements UnderAttack {
  private static final int NOT_AUTHORIZED = 0x87;
  private static final String DEVICE = "tanger/r-entrance";
  private static final SiteZone ZONE = SiteZone.of("Africa/Casablanca").orElseThrow();

  private ExternalPark park;

  @BeforeAll
  void open() throws Exception {
    park = new ExternalPark();
  }

  @AfterAll
  void close() throws Exception {
    park.close();
  }

  @Override
  public Target target() {
    return park.target();
  }

  @Test
  void withNeitherDatabaseNorBrokerAtStartTheServerSaysSoAndWaits() throws Exception {
    assertThat(park.toldAtStart.getBoolean("ready")).isFalse();
    for (String part : new String[] {"start", "database", "broker"}) {
      assertThat(ExternalPark.isReady(park.toldAtStart, part)).as(part).isFalse();
    }
    park.awaitReady();
  }

  @Test
  void theMainJobIsDone() throws Exception {
    assertThat(park.tour()).isEmpty();
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws Exception {
    for (String file : new String[] {"devices-essaouira.json", "mosquitto/dynamic-security.json"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(park.secret(file))))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(park.secret("mosquitto/dynamic-security.json")))
        .doesNotContain(park.password(DEVICE), "the-servers-own-password");
  }

  @Test
  void nobodyConnectsWithoutTheirOwnNameAndPassword() throws Exception {
    String url = park.mosquitto.url();
    String password = park.password(DEVICE);
    assertRefused(() -> MqttProbe.connect(url, DEVICE, "not-its-own-password"));
    assertRefused(() -> MqttProbe.connect(url, "essaouira/r-entrance", password));
    assertRefused(() -> MqttProbe.connect(url, "tanger/no-such-device", password));
    assertRefused(() -> MqttProbe.connect(url, DEVICE, password, "essaouira/r-entrance", null));
    assertRefused(() -> MqttProbe.connect(url, "server", password));
  }

  @Test
  void whenMosquittoRestartsTheServerSaysSoAndRecovers() throws Exception {
    park.mosquitto.stop();
    park.awaitHealth(health -> !ExternalPark.isReady(health, "broker"));
    park.mosquitto.start();
    park.awaitReady();
    park.awaitDevices();
    assertThat(park.tour()).isEmpty();
  }

  @Test
  void whenPostgresRestartsNoBookingAndNoEventIsLost() throws Exception {
    TourCalls calls = park.calls();
    String nomad = calls.token("nomad");
    JsonObject booking = book(calls, nomad);
    String address = "/api/v1/bookings/" + booking.getString("id");
    String door = booking.getJsonArray("doors").getString(0);
    try {
      awaitGranted(calls, door, booking);

      park.stopPostgres();
      park.awaitHealth(health -> !ExternalPark.isReady(health, "database"));
      assertThat(isGranted(calls, door, booking)).as("decided from memory").isTrue();
      // The batch of that passage has been tried, and has failed.
      park.awaitHealth(health -> !ExternalPark.isReady(health, "journal"));
      assertThat(calls.get(address, nomad).status()).isEqualTo(503);
      park.startPostgres();
      park.awaitReady();

      JsonObject read = calls.get(address, nomad).expecting(200);
      assertThat(read.getString("status")).isEqualTo("confirmed");
      assertThat(read.getString("reference")).isEqualTo(booking.getString("reference"));
      assertThat(isGranted(calls, door, booking)).isTrue();
      awaitPassages(calls, door, Instant.parse(booking.getString("created_at")), 3);
    } finally {
      calls.delete(address, nomad);
    }
  }

  private static JsonObject book(TourCalls calls, String nomad) {
    LocalDateTime now = ZONE.localAt(Instant.now());
    LocalDateTime from = now.withMinute(now.getMinute() / 15 * 15).withSecond(0).withNano(0);
    var wish =
        new JsonObject()
            .put("any", new JsonObject().put("site", "essaouira").put("kind", "position"))
            .put("from", from.toString())
            .put("to", from.plusHours(1).toString());
    return calls
        .post("/api/v1/bookings", nomad, wish, "Idempotency-Key", UUID.randomUUID().toString())
        .expecting(201);
  }

  /** The right of a new booking reaches the doors within a second. */
  private static void awaitGranted(TourCalls calls, String door, JsonObject booking)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (!isGranted(calls, door, booking)) {
      assertThat(System.nanoTime()).as("the door stays shut").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Shows the pass at a door. */
  private static boolean isGranted(TourCalls calls, String door, JsonObject booking) {
    String reader =
        calls.devices().stream()
            .filter(device -> door.equals(device.getString("door")))
            .map(device -> device.getString("device"))
            .findFirst()
            .orElseThrow();
    var credential =
        new JsonObject()
            .put("kind", "qr")
            .put("text", booking.getJsonObject("pass").getString("text"));
    return calls
        .simulate("/present", new JsonObject().put("device", reader).put("credential", credential))
        .getBoolean("granted");
  }

  /** So many passages come to be journalled at the door, and no more. */
  private static void awaitPassages(TourCalls calls, String door, Instant since, int wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(75).toNanos();
    while (passages(calls, door, since) < wanted && System.nanoTime() < deadline) Thread.sleep(100);
    // What comes twice comes soon: the device has every acknowledgement by then.
    Thread.sleep(500);
    assertThat(passages(calls, door, since)).isEqualTo(wanted);
  }

  private static long passages(TourCalls calls, String door, Instant since) {
    return calls
        .get("/api/v1/sites/essaouira/events?limit=200", calls.token("manager"))
        .expecting(200)
        .getJsonArray("events")
        .stream()
        .map(JsonObject.class::cast)
        .filter(event -> "granted".equals(event.getString("kind")))
        .filter(event -> door.equals(event.getString("door")))
        .filter(event -> !Instant.parse(event.getString("happened_at")).isBefore(since))
        .count();
  }

  private interface Connecting {
    MqttProbe connect() throws MqttException;
  }

  private static void assertRefused(Connecting connecting) {
    assertThatThrownBy(connecting::connect)
        .isInstanceOfSatisfying(
            MqttException.class,
            refused -> assertThat(refused.getReasonCode()).isIn(NOT_AUTHORIZED, 0x86));
  }
}
