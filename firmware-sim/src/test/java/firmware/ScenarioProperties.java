package firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The same seed, the same happenings. */
class ScenarioProperties {
  private static final List<DeviceSpec> PARK =
      List.of(
          device("r-entrance", DeviceSpec.Kind.READER),
          device("r-back", DeviceSpec.Kind.READER),
          device("seat-1", DeviceSpec.Kind.SEAT_SENSOR),
          device("seat-2", DeviceSpec.Kind.SEAT_SENSOR),
          device("seat-3", DeviceSpec.Kind.SEAT_SENSOR),
          device("room-1", DeviceSpec.Kind.ROOM_SENSOR));

  @Property(tries = 100)
  void aPlanIsTheSameForTheSameSeedAndInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int pick,
      @ForAll @IntRange(max = 100) int varied,
      @ForAll @LongRange(max = 600) long untilSeconds)
      throws Exception {
    Scenario scenario = scenario(seed, pick, varied, untilSeconds);
    List<Scenario.Happening> plan = scenario.plan(PARK);
    assertThat(scenario(seed, pick, varied, untilSeconds).plan(PARK)).isEqualTo(plan);
    assertThat(plan).isSortedAccordingTo(Comparator.comparing(Scenario.Happening::at));
    assertThat(plan).hasSize((int) (untilSeconds / 10 + 1) * (pick + 1));
    long spread = 10_000L * varied / 100;
    for (Scenario.Happening each : plan) {
      assertThat(each.at())
          .isBetween(Duration.ZERO, Duration.ofMillis(untilSeconds * 1000 + spread));
    }
  }

  @Example
  void anotherSeedIsAnotherDay() throws Exception {
    assertThat(scenario(1, 1, 50, 600).plan(PARK)).isNotEqualTo(scenario(2, 1, 50, 600).plan(PARK));
  }

  @Example
  void nobodySitsDownOnAReader() throws Exception {
    assertThat(planned("*", "presence: occupied"))
        .containsExactly(
            "essaouira/seat-1", "essaouira/seat-2", "essaouira/seat-3", "essaouira/room-1");
    assertThat(planned("essaouira/seat-*", "offline: 1h")).hasSize(3);
    assertThatThrownBy(() -> planned("essaouira/r-*", "battery: 10"))
        .isInstanceOf(Scenario.Unusable.class)
        .hasMessage("line 3: no device essaouira/r-* can battery 10");
    assertThatThrownBy(() -> planned("tanger/seat-1", "presence: vacant"))
        .hasMessageContaining("no device tanger/seat-1");
  }

  @Example
  void aPlanHasABound() {
    assertThatThrownBy(() -> planned("*", "every: 100ms, until: 31d, reboot: now"))
        .isInstanceOf(Scenario.Unusable.class)
        .hasMessage("line 3: more than 200,000 things would happen");
  }

  /** Whatever else is on the way, and in whatever order it was asked. */
  @Property(tries = 100)
  void whatBecomesOfAMessageFollowsFromSeedTopicAndCountAlone(
      @ForAll long seed,
      @ForAll @IntRange(max = 100) int loss,
      @ForAll @IntRange(max = 100) int doubled) {
    var weather = new Air.Weather(loss, doubled, Duration.ZERO, Duration.ofSeconds(3));
    var one = new Air(seed, weather);
    var other = new Air(seed, weather);
    var badges = new ArrayList<List<Duration>>();
    for (int i = 0; i < 20; i++) badges.add(one.next("badge"));
    for (int i = 0; i < 20; i++) {
      other.next("journal");
      assertThat(other.next("badge")).isEqualTo(badges.get(i));
    }
  }

  @Property(tries = 20)
  void asManyAreLostAndDoubledAsWasSaid(
      @ForAll long seed,
      @ForAll @IntRange(max = 100) int loss,
      @ForAll @IntRange(max = 100) int doubled) {
    var weather = new Air.Weather(loss, doubled, Duration.ofMillis(10), Duration.ofMillis(20));
    var air = new Air(seed, weather);
    int arrived = 0;
    for (int i = 0; i < 10_000; i++) {
      List<Duration> copies = air.next("journal");
      arrived += copies.size();
      for (Duration late : copies) {
        assertThat(late).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
      }
    }
    int expected = (100 + doubled) * (100 - loss);
    assertThat(arrived).isBetween(expected - 400, expected + 400);
  }

  @Example
  void inClearAirEverythingArrivesOnceAndAtOnce() {
    var air = new Air(7, Air.Weather.CLEAR);
    for (int i = 0; i < 100; i++) assertThat(air.next("badge")).containsExactly(Duration.ZERO);
  }

  private static List<String> planned(String devices, String fields) throws Scenario.Unusable {
    String yaml =
        "seed: 1\nhappenings:\n  - {at: 0s, device: \"%s\", %s}".formatted(devices, fields);
    return ScenarioFile.parse(yaml).plan(PARK).stream().map(Scenario.Happening::device).toList();
  }

  private static Scenario scenario(long seed, int pick, int varied, long untilSeconds) {
    var times =
        new Scenario.Times(
            Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(untilSeconds), varied);
    return new Scenario(
        seed,
        Air.Weather.CLEAR,
        List.of(
            new Scenario.Entry(
                1,
                times,
                "essaouira/seat-*",
                Optional.of(pick),
                new Act.Sense(Sensor.Presence.OCCUPIED)),
            new Scenario.Entry(
                2, times, "essaouira/r-entrance", Optional.empty(), new Act.Door(true))));
  }

  private static DeviceSpec device(String code, DeviceSpec.Kind kind) {
    return new DeviceSpec(
        "essaouira",
        code,
        kind,
        kind == DeviceSpec.Kind.READER ? Optional.of(code) : Optional.empty(),
        Optional.empty(),
        "sixteen-printable",
        Optional.empty(),
        Optional.empty());
  }
}
