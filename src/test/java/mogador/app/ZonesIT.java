package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mogador.app.TestServer.Someone;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hall with room for one and a counted room, as the open page and the alarms tell of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZonesIT {
  private static final String SITE = "/api/v1/sites/essaouira";
  private static final String COUNTS = SITE + "/counts";
  private static final String COUNTER = "mogador/v1/essaouira/count-coworking/telemetry";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private HardHall hall;
  private TestServer server;
  private HttpClient http;
  private Thread listener;

  @BeforeAll
  void open() throws Exception {
    hall = new HardHall("capacity: 1, ");
    server = hall.server;
    http = HttpClient.newHttpClient();
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/ops/essaouira/events"))
            .header("authorization", "Bearer " + server.manager().token())
            .build();
    var stream = http.send(request, BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    listener = Thread.ofVirtual().start(() -> hear(stream.body()));
  }

  @AfterAll
  void close() throws Exception {
    http.shutdownNow();
    listener.join(Duration.ofSeconds(5));
    hall.close();
  }

  @Test
  void aHallWithMorePeopleThanMayBeIsAnAlarmForAsLongAsThatLasts() throws Exception {
    empty();
    Someone nadia = server.someone("nadia@example.org");
    Someone omar = server.someone("omar@example.org");
    hall.welcome(nadia, "04070801");
    hall.welcome(omar, "04070802");
    hall.goIn(nadia, "04070801", Duration.ZERO);
    Await.until("full", () -> says("hall", "full", 1));
    hall.goIn(omar, "04070802", Duration.ZERO);
    Await.until("over", () -> says("hall", "over", 2));
    Await.until("an alarm", () -> alarms("open") == 1);
    empty();
    Await.until("room", () -> says("hall", "room", 0));
    Await.until("no alarm", () -> alarms("open") == 0);
    assertThat(alarms("cleared")).isPositive();
  }

  @Test
  void aRoomWithACounterIsCountedByIt() throws Exception {
    nobodyIsIn();
    try (MqttProbe counter = server.known("count-coworking")) {
      counter.publish(
          COUNTER,
          """
          {"at": null, "boot": "boot0001", "uptime_ms": 1000, "count_in": 3, "count_out": 1}\
          """);
      Await.until("counted", () -> says("coworking", "unbound", 2));
      counter.publish(
          COUNTER,
          """
          {"at": null, "boot": "boot0002", "uptime_ms": 1000, "count_in": 0, "count_out": 4}\
          """);
      Await.until("corrected", () -> says("coworking", "unbound", 0));
      assertThat(last("coworking")).contains("2 entrées leur ont échappé");
    }
  }

  @Test
  void whoeverHasLookedSaysHowManyThereAre() throws Exception {
    nobodyIsIn();
    int before = corrections().size();
    try (MqttProbe counter = server.known("count-coworking")) {
      counter.publish(
          COUNTER,
          """
          {"at": null, "boot": "boot0003", "uptime_ms": 1000, "count_in": 4, "count_out": 0}\
          """);
      Await.until("heard", () -> count().getInteger("inside") == 4);
      var looked = new JsonObject().put("space", "coworking").put("inside", 9);
      assertThat(server.post(COUNTS + "/corrections", server.manager(), looked).status())
          .isEqualTo(201);
      Await.until("shown", () -> says("coworking", "unbound", 9));
      assertThat(last("coworking")).contains("corrigé à");
      counter.publish(
          COUNTER,
          """
          {"at": null, "boot": "boot0003", "uptime_ms": 2000, "count_in": 5, "count_out": 2}\
          """);
      Await.until("counted on", () -> says("coworking", "unbound", 8));
      assertThat(count().getString("corrected_at")).isNotBlank();
      assertThat(corrections()).hasSize(before + 1);
    }
  }

  @Test
  void theSameSaidTwiceOfOneMomentIsOneCorrection() {
    int before = corrections().size();
    var looked = new JsonObject().put("space", "coworking").put("inside", 3);
    var first = server.post(COUNTS + "/corrections", server.manager(), looked);
    assertThat(first.status()).isEqualTo(201);
    looked.put("counted_at", first.json().getString("counted_at"));
    assertThat(server.post(COUNTS + "/corrections", server.manager(), looked).status())
        .isEqualTo(201);
    assertThat(corrections()).hasSize(before + 1);
  }

  @Test
  void aCountThatNobodyCanHaveMadeIsRefused() {
    assertThat(refused("coworking", 3, Optional.of("2099-01-01T00:00:00Z"))).isEqualTo("untimely");
    assertThat(refused("nowhere", 3, Optional.empty())).isEqualTo("unknown_space");
    assertThat(refused("p-01", 1, Optional.empty())).isEqualTo("not_counted");
    var looked = new JsonObject().put("space", "coworking").put("inside", -1);
    assertThat(server.post(COUNTS + "/corrections", server.manager(), looked).status())
        .isEqualTo(400);
    Someone nadia = server.someone("nadia@example.org");
    assertThat(server.get(COUNTS, nadia).status()).isEqualTo(403);
    assertThat(server.post(COUNTS + "/corrections", nadia, looked.put("inside", 1)).status())
        .isEqualTo(403);
  }

  /** Whatever another test has counted. */
  private void nobodyIsIn() {
    var looked = new JsonObject().put("space", "coworking").put("inside", 0);
    assertThat(server.post(COUNTS + "/corrections", server.manager(), looked).status())
        .isEqualTo(201);
  }

  private String refused(String space, int inside, Optional<String> at) {
    var looked = new JsonObject().put("space", space).put("inside", inside);
    at.ifPresent(when -> looked.put("counted_at", when));
    return server.post(COUNTS + "/corrections", server.manager(), looked).json().getString("code");
  }

  /** Of the counted room. */
  private JsonObject count() {
    return server.get(COUNTS, server.manager()).json().getJsonArray("zones").stream()
        .map(JsonObject.class::cast)
        .filter(zone -> zone.getString("zone").equals("coworking"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> corrections() {
    return server.get(SITE + "/audit", server.manager()).json().getJsonArray("entries").stream()
        .map(JsonObject.class::cast)
        .filter(entry -> entry.getString("kind").equals("count_corrected"))
        .toList();
  }

  private void hear(Stream<String> lines) {
    try (lines) {
      lines.forEach(told::add);
    } catch (UncheckedIOException e) {
      // The stream ends with the test.
    }
  }

  /** Nobody is in the hall any more. */
  private void empty() {
    var reset = new JsonObject().put("zone", "hall").put("why", "Nobody is there");
    assertThat(server.post(SITE + "/whereabouts/resets", server.manager(), reset).status())
        .isEqualTo(201);
  }

  private int alarms(String state) {
    JsonObject all =
        server.get(SITE + "/alarms?kind=over_capacity&state=" + state, server.manager()).json();
    return (int)
        all.getJsonArray("alarms").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("zone").equals("hall") && !one.containsKey("device"))
            .count();
  }

  /** Whether the page was told last that a zone is so full, with so many inside. */
  private boolean says(String zone, String fill, int inside) {
    String said = last(zone);
    return said.startsWith("<li class=\"zone " + fill + "\"")
        && said.contains("<span class=\"zone-inside\">" + inside + "<");
  }

  /** What the page was told last of a zone. */
  private String last(String zone) {
    String all = String.join("\n", told);
    int name = all.lastIndexOf("data-zone=\"" + zone + "\"");
    if (name < 0) return "";
    int from = all.lastIndexOf("<li", name);
    int to = all.indexOf("</li>", name);
    return to < 0 ? "" : all.substring(from, to);
  }
}
