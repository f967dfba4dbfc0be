package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Scenarios played on devices over a real broker. */
class ScenarioIT {
  private static final String DEVICES =
      """
      {"devices": [
        {"site": "essaouira", "code": "r-entrance", "kind": "reader", "door": "entrance",
         "password": "sixteen-printable"},
        {"site": "essaouira", "code": "seat-p-07", "kind": "seat_sensor", "space": "p-07",
         "password": "sixteen-printable"}]}
      """;
  private static final String READER = "essaouira/r-entrance";

  @TempDir private Path folder = Path.of("");
  private final List<AutoCloseable> closing = new ArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Broker broker;
  private Peer peer;

  @BeforeEach
  void connect() throws Exception {
    broker = new Broker(folder);
    closing.add(broker::stop);
    peer = new Peer(broker.address());
    closing.add(peer);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : closing.reversed()) one.close();
  }

  @Test
  void onABadNetworkAndThroughDeathsNoEventIsLostOrToldTwoWays() throws Exception {
    Device reader =
        played(
                """
                seed: 42
                network: {loss: 40%, doubled: 30%, delay: 0s..300ms}
                happenings:
                  - {at: 0s, every: 2s, until: 60s, varied: 50%, device: "*/r-*", door: open}
                  - {at: 1s, every: 2s, until: 60s, device: "*/r-*", door: shut}
                  - {at: 10s, device: "*/r-*", present: {qr: MOG1}}
                  - {at: 15s, device: "*", kill: 5s}
                  - {at: 30s, device: "*/r-*", tamper: open}
                  - {at: 35s, device: "*/r-*", offline: 15s}
                  - {at: 55s, device: "*", reboot: now}
                  - {at: 65s, device: "*", network: {}}
                """,
                20)
            .getFirst();
    until(() -> reader.view().connected() && reader.view().pending() == 0);
    Map<Long, JsonNode> journal = journal(reader);
    List<Long> all = new ArrayList<>();
    for (long sequence = 1; sequence <= reader.view().last(); sequence++) all.add(sequence);
    assertThat(journal.keySet()).containsExactlyElementsOf(all);
    assertThat(peer.conflicts).isEmpty();
    assertThat(journal.values())
        .extracting(event -> event.path("kind").asText())
        .contains("tamper", "forced")
        .filteredOn("power"::equals)
        .as("the start, the death and the reboot")
        .hasSize(3);
    assertThat(said).anyMatch(line -> line.matches(" +10\\.000s " + READER + " present .*: .*"));
  }

  @Test
  void aWipedDeviceBeginsAnotherJournal() throws Exception {
    List<Device> all = devices("seed: 1");
    String before = all.getFirst().view().journal();
    play(all, "seed: 1\nhappenings: [{at: 0s, device: \"*/r-*\", wipe: now}]", 1);
    Device reader = all.getFirst();
    until(() -> !reader.view().journal().equals(before));
    until(() -> reader.view().connected() && reader.view().pending() == 0);
    assertThat(journal(reader).keySet()).containsExactly(1L);
    assertThat(reader.view().last()).isEqualTo(1);
  }

  @Test
  void whileItHasNoPowerAReaderAnswersNobody() throws Exception {
    List<Device> all = devices("seed: 1");
    Device reader = all.getFirst();
    assertThat(reader.kill(Duration.ofMinutes(5))).isTrue();
    until(() -> reader.view().shows().equals("no power"));
    var told = reader.present(Credential.ofText(Credential.Kind.QR, "MOG1")).orElseThrow();
    assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo(new Reader.Presentation.Dark());
    assertThat(reader.suffer(new Ill.Case(true))).isTrue();
    peer.await(
        "the will", it -> it.topic().endsWith("r-entrance/state") && status(it).equals("offline"));
    assertThat(reader.reboot()).isTrue();
    until(() -> reader.view().connected() && reader.view().pending() == 0);
    assertThat(journal(reader).values())
        .extracting(event -> event.path("kind").asText())
        .as("of what happened meanwhile it knows nothing")
        .containsOnly("power");
  }

  @Test
  void aClockThatJumpsTellsWrongTimesAndLosesNothing() throws Exception {
    Device reader =
        played(
                """
                seed: 1
                happenings:
                  - {at: 0s, device: "*/r-*", clock: +400d}
                  - {at: 1s, device: "*/r-*", tamper: open}
                  - {at: 2s, device: "*/r-*", clock: -400d}
                  - {at: 3s, device: "*/r-*", tamper: shut}
                  - {at: 4s, device: "*/r-*", clock: unset}
                  - {at: 5s, device: "*/r-*", tamper: open}
                  - {at: 6s, device: "*/r-*", clock: right}
                """,
                10)
            .getFirst();
    until(() -> reader.view().last() >= 7 && reader.view().pending() == 0);
    List<JsonNode> events = List.copyOf(journal(reader).values());
    var ahead = new ArrayList<Long>();
    long uptime = 0;
    for (JsonNode event : events) {
      assertThat(event.path("uptime_ms").longValue()).isGreaterThanOrEqualTo(uptime);
      uptime = event.path("uptime_ms").longValue();
      if (event.path("at").isNull()) continue;
      Instant at = Instant.parse(event.path("at").textValue());
      ahead.add(Math.round(Duration.between(Instant.now(), at).toHours() / 24.0));
    }
    assertThat(events)
        .extracting(event -> event.path("kind").asText())
        .containsExactly(
            "power", "clock_set", "tamper", "clock_set", "tamper", "tamper", "clock_set");
    assertThat(ahead).containsExactly(0L, 400L, 400L, -400L, -400L, 0L);
  }

  @Test
  void thePlanIsPrintedTheSameEachTimeAndNothingIsTouched() throws Exception {
    Path scenario = folder.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        seed: 7
        happenings:
          - {at: 1s, every: 1s, until: 1m, varied: 80%, device: "*", pick: 1, offline: 5s}
        """);
    String plan = simulate(scenario, "--plan");
    assertThat(plan.lines()).hasSize(60).allMatch(line -> line.endsWith(" offline 5s"));
    assertThat(simulate(scenario, "--plan")).isEqualTo(plan);
    assertThat(folder.resolve("flash")).doesNotExist();
    Files.writeString(scenario, Files.readString(scenario).replace("seed: 7", "seed: 8"));
    assertThat(simulate(scenario, "--plan")).isNotEqualTo(plan);
  }

  private String simulate(Path scenario, String... more) throws Exception {
    Path devices = folder.resolve("devices.json");
    Files.writeString(devices, DEVICES);
    var printed = new ByteArrayOutputStream();
    var line =
        new CommandLine(new Simulator(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    var arguments = new ArrayList<>(List.of("--mqtt", broker.address()));
    arguments.addAll(List.of("--devices", devices.toString(), "--scenario", scenario.toString()));
    arguments.addAll(List.of("--data", folder.resolve("flash").toString()));
    arguments.addAll(List.of(more));
    assertThat(line.execute(arguments.toArray(String[]::new))).isZero();
    return printed.toString(StandardCharsets.UTF_8);
  }

  private List<Device> played(String yaml, int speed) throws Exception {
    List<Device> all = devices(yaml);
    play(all, yaml, speed);
    return all;
  }

  private void play(List<Device> all, String yaml, int speed) throws Exception {
    List<DeviceSpec> specs = all.stream().map(device -> device.view().device()).toList();
    new Play(ScenarioFile.parse(yaml).plan(specs), all, speed, said::add).run();
  }

  /** Started and connected, under the scenario's network. */
  private List<Device> devices(String yaml) throws Exception {
    Scenario scenario =
        yaml.contains("happenings")
            ? ScenarioFile.parse(yaml)
            : new Scenario(1, Air.Weather.CLEAR, List.of());
    var threads = new VirtualScheduler();
    closing.add(threads::shutdownNow);
    var network =
        new Network(broker.address(), Optional.empty(), scenario.seed(), scenario.weather());
    var setup =
        new Setup(network, folder.resolve("flash"), threads, Optional.of(Clock.systemUTC()), 1_000);
    List<Device> all =
        DeviceFile.parse(DEVICES).stream().map(spec -> new Device(spec, setup)).toList();
    for (Device device : all) {
      device.start();
      closing.add(() -> device.stop().get(5, TimeUnit.SECONDS));
    }
    for (Device device : all) until(() -> device.view().connected());
    return all;
  }

  private Map<Long, JsonNode> journal(Device device) {
    return new TreeMap<>(peer.journals.getOrDefault(device.view().journal(), Map.of()));
  }

  private static String status(Peer.Heard it) {
    return it.message().path("status").asText();
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("waited for a minute");
      Thread.sleep(20);
    }
  }
}
