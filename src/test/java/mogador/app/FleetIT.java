package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import mogador.devices.MqttProbe;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The devices of a park by the API, and what a device locked out can still do: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetIT {
  private static final String DEVICES = "/api/v1/sites/essaouira/devices";
  private static final String ALARMS = "/api/v1/sites/essaouira/alarms";
  private static final String ROOT = "mogador/v1/essaouira/";
  private static final String STORED = "select count(*) from journal_event where journal_id = $1";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aDeviceLockedOutIsMuteAtOnceAndComesBackOnlyWithANewPassword() throws Exception {
    MqttProbe reader = server.known("r-entrance");
    reader.publish(ROOT + "r-entrance/state", state());
    until("online", () -> device("r-entrance").getString("state").equals("online"));
    assertThat(device("r-entrance").getJsonObject("journal").getLong("first")).isEqualTo(17);
    assertThat(reader.publish(ROOT + "r-entrance/journal", batch("locked-0", 1))).isLessThan(0x80);
    until("stored", () -> count("locked-0") == 1);

    assertThat(post("r-entrance/decommission").status()).isEqualTo(200);
    until(
        "refused on the connection it has",
        () -> publish(reader, ROOT + "r-entrance/journal", batch("locked-0", 2)) >= 0x80);
    assertThat(publish(reader, ROOT + "r-entrance/journal", batch("locked-0", 3)))
        .isGreaterThanOrEqualTo(0x80);
    reader.close();
    assertThatThrownBy(
            () ->
                MqttProbe.connect(
                    server.mqtt(), "essaouira/r-entrance", TestServer.DEVICE_PASSWORD))
        .isInstanceOf(MqttException.class);
    JsonObject out = device("r-entrance");
    assertThat(out.getString("state")).isEqualTo("decommissioned");
    assertThat(out.getString("decommissioned_by")).isNotEmpty();
    assertThat(post("r-entrance/decommission").code()).isEqualTo("device_not_so");

    var sites = new Sites(server.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), Clock.systemUTC().instant()))
        .isInstanceOf(Sites.Imported.class);
    assertThat(device("r-entrance").getString("state")).isEqualTo("decommissioned");

    JsonObject issued = post("r-entrance/recommission").json();
    assertThat(issued.getString("command_key")).matches("[0-9a-f]{64}");
    String password = issued.getString("password");
    until("let in again", () -> server.connects("essaouira/r-entrance", password));
    assertThat(server.connects("essaouira/r-entrance", TestServer.DEVICE_PASSWORD)).isFalse();
    assertThat(device("r-entrance").getString("state")).isEqualTo("unknown");
    assertThat(post("r-entrance/recommission").code()).isEqualTo("device_not_so");
    // The second may have come before this server had heard of it.
    assertThat(server.count(STORED + " and sequence > 2", "locked-0")).isZero();
  }

  @Test
  void onlyManagersOfTheSiteSeeAndLockAndOnlyWhatThereIs() {
    assertThat(server.get(DEVICES, server.nomad()).status()).isEqualTo(403);
    assertThat(server.get(ALARMS, server.nomad()).status()).isEqualTo(403);
    var asNomad = server.post(DEVICES + "/r-m-1/decommission", server.nomad(), new JsonObject());
    assertThat(asNomad.status()).isEqualTo(403);
    assertThat(device("r-m-1").getString("state")).isEqualTo("unknown");
    assertThat(post("nowhere/decommission").code()).isEqualTo("unknown_device");
    assertThat(post("nowhere/recommission").code()).isEqualTo("unknown_device");
    String nothing = ALARMS + "/00000000-0000-7000-8000-000000000000/acknowledge";
    assertThat(server.post(nothing, server.manager(), new JsonObject()).code())
        .isEqualTo("unknown_alarm");
    assertThat(server.get(ALARMS + "?kind=nonsense", server.manager()).status()).isEqualTo(400);
  }

  @Test
  void anAlarmIsListedAcknowledgedAndClearedByTheApi() throws Exception {
    MqttProbe reader = server.known("r-m-1");
    reader.publish(ROOT + "r-m-1/journal", batch("alarms-0", 1));
    until("raised", () -> alarms("open").stream().anyMatch(a -> kind(a).equals("forced")));
    JsonObject alarm =
        alarms("open").stream()
            .map(JsonObject.class::cast)
            .filter(a -> kind(a).equals("forced"))
            .findFirst()
            .orElseThrow();
    assertThat(alarm.getString("severity")).isEqualTo("severe");
    String path = ALARMS + "/" + alarm.getString("id");
    var seen = server.post(path + "/acknowledge", server.manager(), new JsonObject());
    assertThat(seen.json().getString("acknowledged_by")).isNotEmpty();
    assertThat(server.post(path + "/acknowledge", server.manager(), new JsonObject()).code())
        .isEqualTo("already_acknowledged");
    var cleared = server.post(path + "/clear", server.manager(), new JsonObject());
    assertThat(cleared.json().getString("cleared_by")).isNotEmpty();
    assertThat(server.post(path + "/clear", server.manager(), new JsonObject()).code())
        .isEqualTo("already_cleared");
    assertThat(alarms("cleared").stream().map(FleetIT::kind)).contains("forced");
    reader.close();
  }

  private static int publish(MqttProbe probe, String topic, String text) {
    try {
      return probe.publish(topic, text);
    } catch (MqttException refused) {
      return refused.getReasonCode();
    }
  }

  private TestServer.Answer post(String what) {
    return server.post(DEVICES + "/" + what, server.manager(), new JsonObject());
  }

  private JsonObject device(String code) {
    return server.get(DEVICES, server.manager()).json().getJsonArray("devices").stream()
        .map(JsonObject.class::cast)
        .filter(device -> device.getString("device").equals(code))
        .findFirst()
        .orElseThrow();
  }

  private io.vertx.core.json.JsonArray alarms(String state) {
    return server.get(ALARMS + "?state=" + state, server.manager()).json().getJsonArray("alarms");
  }

  private static String kind(Object alarm) {
    return ((JsonObject) alarm).getString("kind");
  }

  private long count(String journal) {
    return server.count(STORED, journal);
  }

  private static String state() {
    return """
    {"status": "online", "boot": "boot0001", "firmware": "test 1", "clock": "unset",
     "at": null, "uptime_ms": 1, "journal": "locked-0", "first": 17, "last": 18}\
    """;
  }

  private static String batch(String journal, long sequence) {
    return """
    {"journal": "%s", "boot": "boot0001", "uptime_ms": 5, "at": null, "first": 1, "events": [
     {"sequence": %d, "kind": "forced", "at": null, "boot": "boot0001", "uptime_ms": 4,
      "door": "d-m-1"}]}\
    """
        .formatted(journal, sequence);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("never: " + what);
      Thread.sleep(20);
    }
  }
}
