package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a process of its own, over a real broker. */
class SimulatorIT {
  private static final String READER = "essaouira/r-entrance";
  private static final String SEAT = "essaouira/seat-p-07";
  private static final String DEVICES =
      """
      {"devices": [
        {"site": "essaouira", "code": "r-entrance", "kind": "reader", "door": "entrance",
         "password": "sixteen-printable"},
        {"site": "essaouira", "code": "seat-p-07", "kind": "seat_sensor", "space": "p-07",
         "password": "sixteen-printable"}]}
      """;

  @TempDir private static Path brokerFolder = Path.of("");
  private static Optional<Broker> sharedBroker = Optional.empty();

  @TempDir private Path folder = Path.of("");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> closing = new ArrayList<>();

  private record Running(Process process, String control) {}

  @BeforeAll
  static void startBroker() throws Exception {
    sharedBroker = Optional.of(new Broker(brokerFolder));
  }

  @AfterAll
  static void stopBroker() throws Exception {
    if (sharedBroker.isPresent()) sharedBroker.get().stop();
  }

  @BeforeEach
  void writeDevices() throws IOException {
    Files.writeString(folder.resolve("devices.json"), DEVICES);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : closing.reversed()) one.close();
    http.close();
  }

  @Test
  void aGoodCardOpensTheDoorAndTheJournalTellsOfIt() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var simulator = simulator(broker);
    awaitOnline(peer, READER);

    JsonNode denied = present(simulator, "{\"kind\": \"uid\", \"bytes\": \"04a1\"}");
    assertThat(denied.path("reason").textValue()).isEqualTo("unknown_credential");
    JsonNode granted = present(simulator, "{\"text\": \"MOG1\"}");
    assertThat(granted.path("granted").booleanValue()).isTrue();
    assertThat(granted.path("door").textValue()).isEqualTo("entrance");
    assertThat(granted.path("message").path("ar").textValue()).isEqualTo("مرحبا");
    awaitKinds(peer, READER, "power", "denied", "granted", "door_opened", "door_closed");
    peer.silent(true);
    JsonNode unanswered = present(simulator, "{\"text\": \"MOG1\"}");
    assertThat(unanswered.path("reason").textValue()).isEqualTo("no_answer");
    peer.silent(false);

    awaitPending(simulator, 0);
    assertThat(lastEvent(peer).path("request")).isEqualTo(unanswered.path("request"));
    assertThat(peer.conflicts).isEmpty();
  }

  @Test
  void aSeatIsToldWhenItChanges() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var simulator = simulator(broker);
    peer.await("vacant at the start", it -> presence(it).equals("vacant"));
    post(simulator, "/presence", "{\"device\": \"" + SEAT + "\", \"presence\": \"occupied\"}", 200);
    peer.await("occupied", it -> presence(it).equals("occupied"));
  }

  @Test
  void anOpenedCaseALowBatteryAndAWrongClockAreTold() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var simulator = simulator(broker);
    awaitOnline(peer, READER);
    String reader = "{\"device\": \"" + READER + "\", ";
    String seat = "{\"device\": \"" + SEAT + "\", ";
    post(simulator, "/tamper", reader + "\"active\": true}", 200);
    awaitKinds(peer, READER, "power", "tamper");
    post(simulator, "/battery", seat + "\"pct\": 12}", 200);
    peer.await("the battery", it -> it.message().path("battery_pct").asInt() == 12);
    assertThat(post(simulator, "/battery", reader + "\"pct\": 12}", 409)).contains("battery");
    assertThat(post(simulator, "/battery", seat + "\"pct\": 101}", 400)).contains("pct");

    post(simulator, "/clock", reader + "\"offset_seconds\": null}", 200);
    peer.await("an unset clock", it -> clock(it).equals("unset"));
    post(simulator, "/clock", reader + "\"offset_seconds\": 86400}", 200);
    peer.await(
        "tomorrow",
        it ->
            clock(it).equals("set")
                && Instant.parse(it.message().path("at").asText())
                    .isAfter(Instant.now().plusSeconds(80_000)));
    awaitKinds(peer, READER, "power", "tamper", "clock_set");
    assertThat(post(simulator, "/clock", reader + "\"offset_seconds\": \"x\"}", 400))
        .contains("offset_seconds");
  }

  private static String clock(Peer.Heard it) {
    return state(it, READER).equals("online") ? it.message().path("clock").asText() : "";
  }

  @Test
  void afterAKillTheJournalGoesOnWhereItWas() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var first = simulator(broker);
    awaitOnline(peer, READER);
    peer.silent(true);
    present(first, "{\"text\": \"MOG1\"}");
    first.process().destroyForcibly().waitFor();
    peer.await("the will", it -> state(it, READER).equals("offline"));

    peer.silent(false);
    var second = simulator(broker);
    awaitKinds(peer, READER, "power", "denied", "power");
    assertThat(peer.conflicts).isEmpty();
    assertThat(peer.journals).as("one journal for each device").hasSize(2);
    awaitPending(second, 0);
  }

  @Test
  void aBrokerThatComesLateOrGoesAwayIsFoundAgain() throws Exception {
    var broker = new Broker(folder);
    closing.add(broker::stop);
    broker.stop();
    var simulator = simulator(broker);
    JsonNode offline = present(simulator, "{\"text\": \"MOG1\"}");
    assertThat(offline.path("reason").textValue()).isEqualTo("no_answer");
    broker.start();
    var peer = peer(broker).withRetained();
    awaitKinds(peer, READER, "power", "denied");
    broker.stop();
    peer.heard.clear();
    broker.start();
    awaitOnline(peer, READER);
    awaitPending(simulator, 0);
  }

  @Test
  void nonsenseFromTheBrokerChangesNothing() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var simulator = simulator(broker);
    awaitOnline(peer, READER);
    String root = "mogador/v1/" + READER + "/";
    for (String bad : List.of("", "{", "[]", "{\"granted\":true}", "x".repeat(40_000))) {
      peer.send(root + "decision", bad);
      peer.send(root + "journal/ack", bad);
    }
    assertThat(present(simulator, "{\"text\": \"MOG1\"}").path("granted").booleanValue()).isTrue();
    awaitKinds(peer, READER, "power", "granted");
  }

  @Test
  void toldToEndItSaysGoodbyeInGoodOrder() throws Exception {
    Broker broker = shared();
    var peer = peer(broker);
    var simulator = simulator(broker);
    // A test before may have killed its devices, and the broker may tell of that only now.
    String reader = awaitBoot(peer, READER);
    String seat = awaitBoot(peer, SEAT);
    simulator.process().destroy();
    assertThat(simulator.process().waitFor(2, TimeUnit.SECONDS)).as("ended within 2 s").isTrue();
    peer.await("the reader's goodbye", it -> isGoodbye(it, READER, reader));
    peer.await("the seat's goodbye", it -> isGoodbye(it, SEAT, seat));
    long goodbyes = peer.heard.stream().filter(it -> isGoodbye(it, READER, reader)).count();
    // The embedded broker, when it is busy, reads the will too if the connection is closed before
    // it has come to the farewell on it.
    assertThat(goodbyes).as("said once, or once more by the will").isLessThanOrEqualTo(2);
  }

  @Test
  void theControlServerNamesWhatIsWrong() throws Exception {
    var simulator = simulator(shared());
    assertThat(post(simulator, "/present", "{", 400)).contains("not JSON");
    assertThat(post(simulator, "/present", "{}", 400)).contains("device");
    assertThat(post(simulator, "/present", "{\"device\": \"a/b\"}", 404)).contains("a/b");
    String odd = "{\"device\": \"" + READER + "\", \"credential\": {\"bytes\": \"ABC\"}}";
    assertThat(post(simulator, "/present", odd, 400)).contains("hexadecimal");
    assertThat(post(simulator, "/reboot", " ".repeat(20_000), 413)).contains("16 KiB");
    String seat = "{\"device\": \"" + SEAT + "\", \"credential\": {\"text\": \"MOG1\"}}";
    assertThat(post(simulator, "/present", seat, 409)).contains("no reader");
    var foreign =
        HttpRequest.newBuilder(URI.create(simulator.control() + "/reboot"))
            .header("Origin", "http://example.org")
            .POST(BodyPublishers.ofString("{\"device\": \"" + READER + "\"}"))
            .build();
    assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    var page = HttpRequest.newBuilder(URI.create(simulator.control() + "/")).build();
    assertThat(http.send(page, BodyHandlers.ofString()).body()).contains("<title>Simulator");
  }

  private static Broker shared() {
    return sharedBroker.orElseThrow();
  }

  private Peer peer(Broker broker) throws Exception {
    return closing(new Peer(broker.address()));
  }

  private <T extends AutoCloseable> T closing(T one) {
    closing.add(one);
    return one;
  }

  private Running simulator(Broker broker) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "firmware.Simulator",
                "--mqtt",
                broker.address(),
                "--devices",
                folder.resolve("devices.json").toString(),
                "--data",
                folder.resolve("flash").toString(),
                "--answer-ms",
                "1000")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    closing.add(() -> process.destroyForcibly().waitFor());
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).matches("simulator ready control=http://127\\.0\\.0\\.1:\\d+ devices=2");
    return new Running(process, line.replaceAll(".*control=(\\S+).*", "$1"));
  }

  private JsonNode present(Running simulator, String credential) throws Exception {
    String body = "{\"device\": \"" + READER + "\", \"credential\": " + credential + "}";
    return Messages.JSON.readTree(post(simulator, "/present", body, 200));
  }

  private String post(Running simulator, String path, String body, int status) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(simulator.control() + path))
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private static void awaitOnline(Peer peer, String device) throws InterruptedException {
    peer.await(device + " online", it -> state(it, device).equals("online"));
  }

  private static String awaitBoot(Peer peer, String device) throws InterruptedException {
    return peer.await(device + " online", it -> state(it, device).equals("online"))
        .message()
        .path("boot")
        .asText();
  }

  private static boolean isGoodbye(Peer.Heard it, String device, String boot) {
    return state(it, device).equals("offline") && it.message().path("boot").asText().equals(boot);
  }

  private void awaitPending(Running simulator, int pending) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(simulator.control() + "/devices")).build();
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    String seen = "";
    while (System.nanoTime() < end) {
      seen = http.send(request, BodyHandlers.ofString()).body();
      var journal = Messages.JSON.readTree(seen).path("devices").path(0).path("journal");
      if (journal.path("pending").asInt(-1) == pending) return;
      Thread.sleep(20);
    }
    throw new AssertionError(seen);
  }

  /** Waits until a device's journal, in order, holds events of these kinds first. */
  private static void awaitKinds(Peer peer, String device, String... kinds)
      throws InterruptedException {
    String topic = "mogador/v1/" + device + "/journal";
    peer.await(
        device + " journal " + List.of(kinds),
        it -> it.topic().equals(topic) && kinds(peer, it, kinds.length).equals(List.of(kinds)));
  }

  private static List<String> kinds(Peer peer, Peer.Heard batch, int most) {
    var journal = peer.journals.get(batch.message().path("journal").asText());
    var kinds = new ArrayList<String>();
    if (journal == null) return kinds;
    for (long sequence = 1; sequence <= most; sequence++) {
      JsonNode event = journal.get(sequence);
      if (event == null) return kinds;
      kinds.add(event.path("kind").asText());
    }
    return kinds;
  }

  private static JsonNode lastEvent(Peer peer) {
    return peer.heard.stream()
        .filter(it -> it.topic().equals("mogador/v1/" + READER + "/journal"))
        .reduce((before, after) -> after)
        .orElseThrow()
        .message()
        .path("events")
        .path(0);
  }

  private static String state(Peer.Heard it, String device) {
    boolean its = it.topic().equals("mogador/v1/" + device + "/state");
    return its ? it.message().path("status").asText() : "";
  }

  private static String presence(Peer.Heard it) {
    return it.topic().equals("mogador/v1/" + SEAT + "/telemetry")
        ? it.message().path("presence").asText()
        : "";
  }
}
