package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/**
 * What somebody tries who has a device's password, a recording of what the server once sent, or the
 * broker itself. The same whatever the broker is.
 */
interface UnderAttack {
  String DOOR = "d-entrance";
  String VICTIM = "essaouira/r-entrance";
  String VICTIMS = "mogador/v1/" + VICTIM + "/";
  String ATTACKER = "tanger/r-entrance";
  String ATTACKERS = "mogador/v1/" + ATTACKER + "/";
  int SEED = 20_261_122;

  /**
   * What is attacked.
   *
   * @param http the server's pages
   * @param password of the device that the attacker has
   * @param server name and password of the server's own account at the broker
   * @param orders signs orders as the server would for the victim
   */
  record Target(
      String http,
      String mqtt,
      String password,
      List<String> server,
      ForgedOrders orders,
      TourCalls calls) {}

  Target target();

  @Test
  default void aDeviceSpeaksAndListensBelowItsOwnRootOnly() throws Exception {
    try (MqttProbe attacker = attacker()) {
      assertThat(attacker.subscribe(ATTACKERS + "decision")).isLessThan(0x80);
      assertThat(attacker.subscribe(ATTACKERS + "journal/ack")).isLessThan(0x80);
      assertThat(attacker.publish(ATTACKERS + "telemetry", "{}")).isLessThan(0x80);
      for (String filter :
          List.of(
              "#",
              "mogador/v1/#",
              "mogador/v1/+/+/badge",
              "mogador/v1/tanger/+/decision",
              VICTIMS + "decision",
              VICTIMS + "command",
              "$SYS/#",
              ATTACKERS + "badge",
              ATTACKERS + "#")) {
        assertThat(attacker.subscribe(filter)).as(filter).isGreaterThanOrEqualTo(0x80);
      }
      for (String topic :
          List.of(
              VICTIMS + "badge",
              VICTIMS + "state",
              VICTIMS + "command",
              "mogador/v1/tanger/r-back/journal",
              "$CONTROL/dynamic-security/v1",
              ATTACKERS + "decision",
              ATTACKERS + "command",
              ATTACKERS + "journal/ack",
              ATTACKERS + "anything")) {
        assertThat(attacker.publish(topic, "{}")).as(topic).isGreaterThanOrEqualTo(0x80);
      }
    }
    // To this, a broker may answer that it is refused, or end the connection.
    try (MqttProbe attacker = attacker()) {
      assertThat(attacker.subscribe("$share/mogador/mogador/v1/+/+/badge"))
          .isGreaterThanOrEqualTo(0x80);
    } catch (MqttException cutOff) {
      assertThat(cutOff).isNotNull();
    }
    assertThat(victim().getBoolean("connected")).isTrue();
    awaitAnswer();
  }

  @Test
  default void anOrderThatIsNotTheServersOwnMovesNothingAndIsNotAnswered() throws Exception {
    ForgedOrders orders = target().orders();
    try (MqttProbe broker = server()) {
      broker.subscribe(VICTIMS + "command/ack");
      long dropped = victim().getLong("dropped");
      long carriedOut = carriedOut();
      JsonObject genuine = orders.order(boot(), Instant.now().plusSeconds(60));
      List<JsonObject> forged =
          List.of(
              genuine.copy().put("mac", flipped(genuine.getString("mac"))),
              genuine
                  .copy()
                  .put("mac", genuine.getString("mac").toUpperCase(java.util.Locale.ROOT)),
              genuine.copy().put("command", genuine.getString("command") + " "),
              genuine.copy().put("command", genuine.getString("command").replace("unlock", "wipe")),
              orders.signedFor("mogador/v1/essaouira/r-m-1/command", genuine),
              orders.signedFor(VICTIMS + "acl", genuine),
              new JsonObject().put("command", "{}"));
      for (JsonObject order : forged) broker.publish(VICTIMS + "command", order.encode());
      Await.until("all are dropped", () -> victim().getLong("dropped") >= dropped + forged.size());
      assertAnswered(broker, orders.order(boot(), Instant.now().minusSeconds(86_400)), "expired");
      assertThat(carriedOut()).as("nothing happened at the door").isEqualTo(carriedOut);
    }
  }

  @Test
  default void anOrderThatTheBrokerHasKeptIsNotCarriedOutByWhoeverConnects() throws Exception {
    try (MqttProbe broker = server()) {
      long carriedOut = carriedOut();
      long dropped = victim().getLong("dropped");
      target().calls().simulate("/offline", device().put("seconds", 2));
      Await.until("it is away", () -> !victim().getBoolean("connected"));
      JsonObject genuine = target().orders().order(boot(), Instant.now().plusSeconds(60));
      broker.publish(VICTIMS + "command", bytes(genuine), true);
      Await.until("it is dropped", () -> victim().getLong("dropped") > dropped);
      broker.publish(VICTIMS + "command", new byte[0], true);
      assertThat(carriedOut()).isEqualTo(carriedOut);
    }
  }

  @Test
  default void aRecordedOrderMovesNothingASecondTime() throws Exception {
    ForgedOrders orders = target().orders();
    try (MqttProbe broker = server()) {
      broker.subscribe(VICTIMS + "command");
      broker.subscribe(VICTIMS + "command/ack");
      JsonObject recorded = open(broker);
      long carriedOut = carriedOut();
      assertAnswered(broker, recorded, "");

      String before = boot();
      target().calls().simulate("/reboot", device());
      Await.until("it has started again", () -> isOnlineIn(boot(), before));
      assertAnswered(broker, recorded, "");
      assertAnswered(broker, orders.order(before, Instant.now().plusSeconds(60)), "other_boot");

      JsonObject second = open(broker);
      assertThat(second.getString("command")).isNotEqualTo(recorded.getString("command"));
      assertAnswered(broker, recorded, "replayed");
      assertThat(carriedOut()).as("the manager's second").isEqualTo(carriedOut + 1);
    }
  }

  @Test
  default void aListThatIsNotTheServersOwnOrNotWholeIsNotFollowed() throws Exception {
    try (MqttProbe broker = server()) {
      broker.subscribe(VICTIMS + "acl");
      Await.until("it has a list", () -> victim().getJsonObject("list") != null);
      Await.until("and all of it", () -> list().getBoolean("current"));
      JsonObject genuine = new JsonObject(next(broker, VICTIMS + "acl"));
      var manifest = new JsonObject(genuine.getString("manifest"));
      manifest.put("version", manifest.getLong("version") + 1_000_000_000L).put("mode", "released");
      long version = list().getLong("version");
      long dropped = victim().getLong("dropped");
      JsonObject forged = genuine.copy().put("manifest", manifest.encode());
      broker.publish(VICTIMS + "acl", forged.encode());
      broker.publish(VICTIMS + "acl", genuine.encode().substring(0, genuine.encode().length() / 2));
      broker.publish(VICTIMS + "acl/list", "{\"to\": \"" + "0".repeat(64) + "\", \"part\": 1");
      Await.until("all are dropped", () -> victim().getLong("dropped") >= dropped + 3);

      // What a list truncated on its way would look like: well formed, and not what was promised.
      broker.publish(
          VICTIMS + "acl/list",
          new JsonObject()
              .put("to", manifest.getString("hash"))
              .put("part", 1)
              .put("parts", 1)
              .put("put", new io.vertx.core.json.JsonArray())
              .encode());
      assertThat(reason(DemoPeople.BADGE)).isEqualTo("granted");
      assertThat(list().getString("mode")).isEqualTo("normal");
      assertThat(list().getLong("version")).isLessThan(version + 1_000_000_000L);
    }
  }

  @Test
  default void aUidAndItsTwinWithLeadingZerosAreTwo() throws Exception {
    awaitAnswer();
    assertThat(reason(DemoPeople.BADGE)).isEqualTo("granted");
    for (String twin : List.of("00" + DemoPeople.BADGE, DemoPeople.BADGE + "00")) {
      assertThat(reason(twin)).as(twin).isEqualTo("unknown_credential");
    }
  }

  @Test
  default void tenMegabytesCloseOnlyTheirOwnConnection() throws Exception {
    awaitAnswer();
    MqttProbe attacker = attacker();
    try {
      attacker.publish(ATTACKERS + "badge", new byte[10 << 20], false);
    } catch (MqttException expected) {
      assertThat(expected).isNotNull();
    }
    Await.until("it is cut off", () -> !attacker.isConnected());
    attacker.vanish();
    awaitAnswer();
  }

  @Test
  default void aFloodOfRandomMessagesIsCountedAndEveryoneElseIsAnswered() throws Exception {
    double refused = refused("throttled");
    awaitAnswer();
    try (MqttProbe attacker = attacker()) {
      Thread flood = Thread.ofVirtual().start(() -> flood(attacker));
      do {
        assertThat(reason(DemoPeople.BADGE)).isEqualTo("granted");
      } while (flood.isAlive());
      Await.until("it is counted", () -> refused("throttled") > refused);
    }
    awaitAnswer();
    assertThat(victim().getBoolean("connected")).isTrue();
  }

  private static void flood(MqttProbe attacker) {
    var random = new Random(SEED);
    try {
      for (int i = 0; i < 20_000; i++) {
        var payload = new byte[random.nextInt(600)];
        random.nextBytes(payload);
        attacker.send(ATTACKERS + (i % 2 == 0 ? "badge" : "journal"), payload);
      }
    } catch (MqttException cutOff) {
      assertThat(attacker.isConnected()).isFalse();
    }
  }

  private MqttProbe attacker() throws MqttException {
    return MqttProbe.connect(target().mqtt(), ATTACKER, target().password());
  }

  /** Somebody who has the broker. */
  private MqttProbe server() throws MqttException {
    String user = target().server().get(0);
    return MqttProbe.connect(
        target().mqtt(), user, target().server().get(1), MqttProbe.randomId(), null);
  }

  /** Opens the door as a manager does; what went over the wire. */
  private JsonObject open(MqttProbe broker) throws InterruptedException {
    TourCalls calls = target().calls();
    calls
        .post(
            "/api/v1/sites/essaouira/doors/" + DOOR + "/open",
            calls.token("manager"),
            new JsonObject().put("why", "Somebody listens"))
        .expecting(200);
    JsonObject recorded = new JsonObject(next(broker, VICTIMS + "command"));
    next(broker, VICTIMS + "command/ack");
    return recorded;
  }

  /** The device's word on this order; a duplicate has no reason. */
  private static void assertAnswered(MqttProbe broker, JsonObject order, String reason)
      throws MqttException, InterruptedException {
    broker.publish(VICTIMS + "command", order.encode());
    var answer = new JsonObject(next(broker, VICTIMS + "command/ack"));
    String id = new JsonObject(order.getString("command")).getString("id");
    assertThat(answer.getString("id")).as("no order before it was answered").isEqualTo(id);
    assertThat(answer.getString("outcome")).isEqualTo(reason.isEmpty() ? "duplicate" : "rejected");
    assertThat(answer.getString("reason", "")).isEqualTo(reason);
  }

  /** The next there, but for the empty one that clears what was kept. */
  private static String next(MqttProbe probe, String topic) throws InterruptedException {
    while (true) {
      MqttProbe.Message message = probe.next(Duration.ofSeconds(20));
      if (message == null) throw new AssertionError("nothing came on " + topic);
      if (message.topic().equals(topic) && !message.text().isEmpty()) return message.text();
    }
  }

  private JsonObject victim() {
    return target().calls().devices().stream()
        .filter(device -> VICTIM.equals(device.getString("device")))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject list() {
    return victim().getJsonObject("list");
  }

  private String boot() {
    return victim().getString("boot");
  }

  private boolean isOnlineIn(String boot, String before) {
    return !boot.equals(before) && victim().getBoolean("connected");
  }

  /** How often an order has been carried out at the door, as its journal tells. */
  private long carriedOut() throws InterruptedException {
    Await.until(
        "its journal is stored",
        () -> victim().getJsonObject("journal").getInteger("pending") == 0);
    TourCalls calls = target().calls();
    return calls
        .get("/api/v1/sites/essaouira/events?limit=200", calls.token("manager"))
        .expecting(200)
        .getJsonArray("events")
        .stream()
        .map(JsonObject.class::cast)
        .filter(event -> event.getString("kind").equals("command"))
        .filter(event -> DOOR.equals(event.getString("door")))
        .count();
  }

  /** What the victim's door says to this badge. */
  private String reason(String uid) {
    var credential = new JsonObject().put("kind", "uid").put("bytes", uid);
    return target()
        .calls()
        .simulate("/present", device().put("credential", credential))
        .getString("reason");
  }

  /** What is on no list only the server can have said. */
  private void awaitAnswer() throws InterruptedException {
    Await.until("the server answers", () -> reason("04DEAD10").equals("unknown_credential"));
  }

  private static JsonObject device() {
    return new JsonObject().put("device", VICTIM);
  }

  /** How many messages the server has refused for this reason. */
  private double refused(String reason) {
    var metrics = HttpRequest.newBuilder(URI.create(target().http() + "/metrics")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(metrics, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("mogador_messages_refused_total"))
          .filter(line -> line.contains("\"" + reason + "\""))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(JsonObject json) {
    return json.encode().getBytes(StandardCharsets.UTF_8);
  }

  private static String flipped(String mac) {
    return (mac.startsWith("0") ? "1" : "0") + mac.substring(1);
  }
}
