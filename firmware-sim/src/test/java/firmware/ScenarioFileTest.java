package firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final String GOOD =
      """
      seed: 42
      network: {loss: 5%, doubled: 3, delay: 10ms..2s}
      happenings:
        - {at: 0s, device: essaouira/r-entrance, present: {uid: 04a1b2c3d4e580}}
        - at: 1m30s
          device: essaouira/seat-*
          pick: 2
          every: 10s
          until: 5m
          varied: 50%
          presence: occupied
      """;

  @Test
  void whatIsSaidIsRead() throws Exception {
    Scenario read = ScenarioFile.parse(GOOD);
    assertThat(read.seed()).isEqualTo(42);
    assertThat(read.weather())
        .isEqualTo(new Air.Weather(5, 3, Duration.ofMillis(10), Duration.ofSeconds(2)));
    var badge = new Credential(Credential.Kind.UID, "04A1B2C3D4E580");
    assertThat(read.entries())
        .containsExactly(
            new Scenario.Entry(
                4,
                Scenario.Times.once(Duration.ZERO),
                "essaouira/r-entrance",
                Optional.empty(),
                new Act.Present(List.of(badge))),
            new Scenario.Entry(
                5,
                new Scenario.Times(
                    Duration.ofSeconds(90), Duration.ofSeconds(10), Duration.ofMinutes(5), 50),
                "essaouira/seat-*",
                Optional.of(2),
                new Act.Sense(Sensor.Presence.OCCUPIED)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "present: {uid: \"0004\"}|present uid 0004",
        "present: [{qr: MOG1}, {pin: 0123}]|present qr 4D4F4731 or pin 30313233",
        "door: open|door open",
        "exit: pressed|exit pressed",
        "presence: vacant|presence vacant",
        "tamper: open|tamper open",
        "battery: 9|battery 9",
        "clock: -2h|clock -2h",
        "clock: 400d|clock 400d",
        "clock: right|clock 0s",
        "clock: unset|clock unset",
        "offline: 3h|offline 3h",
        "reboot: now|reboot now",
        "kill: 20s|kill 20s",
        "wipe: now|wipe now",
        "network: {loss: 30}|network loss=30% doubled=0% delay=0s..0s",
        "network: {}|network clear",
      })
  void everyActIsRead(String field, String words) throws Exception {
    Scenario read = ScenarioFile.parse(entry("at: 5s, device: a/b, " + field));
    assertThat(read.entries().getFirst().act().words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device: a/b, door: open|line 3: at is missing",
        "at: 5 minutes, device: a/b, door: open|line 3: at must be a time from the start like",
        "at: 32d, device: a/b, door: open|at most 31d, not 32d",
        "at: 5s, device: A/b, door: open|line 3: device must be site/code",
        "at: 5s, device: a/b, door: ajar|line 3: door must be open or shut, not ajar",
        "at: 5s, device: a/b|line 3: needs exactly one of battery, clock, door",
        "at: 5s, device: a/b, door: open, exit: pressed|line 3: needs exactly one of",
        "at: 5s, device: a/b, dor: open|line 3: unknown field dor",
        "at: 5s, at: 6s, device: a/b, door: open|line 3: at is there twice",
        "at: 5s, device: a/b, door: open, every: 1s|every and until are needed together",
        "at: 5s, device: a/b, door: open, every: 1s, until: 4s|until is before at",
        "at: 5s, device: a/b, door: open, every: 1ms, until: 9s|every must be 100ms to 31d",
        "at: 5s, device: a/b, door: open, pick: 0|pick must be 1 to 5000, not 0",
        "at: 5s, device: a/b, battery: 101|battery must be 0 to 100, not 101",
        "at: 5s, device: a/b, battery: [1]|battery must be 0 to 100",
        "at: 5s, device: a/b, clock: 11000d|clock must be right, unset, or like",
        "at: 5s, device: a/b, offline: 25h|offline must be 1s to 24h, not 25h",
        "at: 5s, device: a/b, kill: soon|kill must be 1s to 24h, not soon",
        "at: 5s, device: a/b, wipe: later|wipe must be now, not later",
        "at: 5s, device: a/b, present: {uid: 4a1}|uid must be 2 to 128 hexadecimal digits",
        "at: 5s, device: a/b, present: {face: x}|unknown field face",
        "at: 5s, device: a/b, present: []|present lists none",
        "at: 5s, device: a/b, network: {loss: 101}|loss must be 0 to 100 (per cent), not 101",
        "at: 5s, device: a/b, network: {delay: 2s..1s}|delay must be like 200ms or 0s..2s",
        "at: 5s, device: a/b, network: {delay: 2m}|at most 1m, not 2m",
      })
  void aWrongFieldIsNamedWithItsLine(String entry, String message) {
    assertThatThrownBy(() -> ScenarioFile.parse(entry(entry)))
        .isInstanceOf(Scenario.Unusable.class)
        .hasMessageContaining(message);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    String two = GOOD.replace("04a1b2c3d4e580", "xyz").replace("pick: 2", "pick: two");
    assertThatThrownBy(() -> ScenarioFile.parse(two))
        .hasMessageMatching("(?s)line 4: uid must be .*, not xyz\nline 7: pick must be .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|line 1: the file is empty",
        "[]|line 1: must be a mapping",
        "seed: x|line 1: seed must be an integer",
        "happenings: []|line 1: seed is missing",
        "seed: 1|line 1: happenings must list 1 to 10,000 entries",
        "seed: 1\\nhappenings: 3|line 2: happenings must list",
        "seed: 1\\nhappenings: [3]|line 2: must be a mapping",
        "seed: 1\\nspeed: 3|line 2: unknown field speed",
        "seed: [1|line 1: not YAML",
      })
  void whatIsNoScenarioIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> ScenarioFile.parse(yaml.replace("\\n", "\n")))
        .isInstanceOf(Scenario.Unusable.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsRefused() throws Exception {
    assertThatThrownBy(() -> ScenarioFile.read(Path.of("no/such/file")))
        .hasMessageContaining("cannot be read");
    Path large = Files.createTempFile("scenario", ".yaml");
    try {
      Files.writeString(large, "#".repeat(1 << 21));
      assertThatThrownBy(() -> ScenarioFile.read(large)).hasMessage("more than 1 MiB");
    } finally {
      Files.delete(large);
    }
  }

  @Test
  void theExamplesOfTheProjectAreGood() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("firmware-sim", "scenarios"))) {
      List<Path> examples = files.toList();
      assertThat(examples).isNotEmpty();
      for (Path example : examples) {
        assertThat(ScenarioFile.read(example).entries()).as(example.toString()).isNotEmpty();
      }
    }
  }

  private static String entry(String fields) {
    return "seed: 1\nhappenings:\n  - {" + fields + "}\n";
  }
}
