package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How many are inside, by counters that lose power, repeat themselves and miss people. */
class HeadCountProperties {
  private static final Instant NIGHT = Instant.parse("2026-12-01T00:00:00Z");

  /** What happens at a door with a counter: so many in or out, or it starts anew. */
  private record Step(int device, int in, int out, boolean restart) {}

  @Property
  void theAnswerIsTheSameWhateverTheOrderAndRepetition(
      @ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<CountReading> readings = readings(steps);
    HeadCount count = HeadCount.of(readings, NIGHT);
    List<CountReading> heard = new ArrayList<>(readings);
    heard.addAll(readings.subList(0, readings.size() / 2));
    Collections.shuffle(heard, new Random(seed));
    assertThat(HeadCount.of(heard, NIGHT)).isEqualTo(count);
  }

  @Property
  void itIsWhatAWatcherWhoForgivesCounts(@ForAll("steps") List<Step> steps) {
    long inside = 0;
    long missed = 0;
    for (Step step : steps) {
      if (step.restart()) continue;
      inside += step.in() - step.out();
      if (inside < 0) {
        missed -= inside;
        inside = 0;
      }
    }
    HeadCount count = HeadCount.of(readings(steps), NIGHT);
    assertThat(count.inside()).isEqualTo(inside).isNotNegative();
    assertThat(count.corrected()).isEqualTo(missed);
  }

  @Property
  void readingsThatWereLostOnTheWayCostNothingOnceALaterOneComes(
      @ForAll("comings") List<Step> steps) {
    List<CountReading> readings = readings(steps);
    HeadCount all = HeadCount.of(readings, NIGHT);
    assertThat(HeadCount.of(List.of(readings.getLast()), NIGHT).inside()).isEqualTo(all.inside());
  }

  @Example
  void whoeverPassedBeforeTheSiteOpenedDoesNotCount() {
    Instant opened = NIGHT.plusSeconds(3_600);
    var before = new CountReading("c", "boot-1", 40, 10, NIGHT);
    var after = new CountReading("c", "boot-1", 45, 12, opened.plusSeconds(60));
    assertThat(HeadCount.of(List.of(before, after), opened).inside()).isEqualTo(3);
    assertThat(HeadCount.of(List.of(before), opened).lastPassed()).isEmpty();
  }

  /** Looks are at the times of steps, just after them. */
  @Property
  void whoeverLooksIsRightAndWhoeverPassesLaterCountsFromThere(
      @ForAll("steps") List<Step> steps,
      @ForAll("looks") Map<Integer, Integer> looks,
      @ForAll long seed) {
    long inside = 0;
    long missed = 0;
    Optional<Instant> looked = Optional.empty();
    List<CountCorrection> corrections = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!step.restart()) {
        inside += step.in() - step.out();
        missed += Math.max(0, -inside);
        inside = Math.max(0, inside);
      }
      Integer seen = looks.get(i);
      if (seen == null) continue;
      looked = Optional.of(NIGHT.plusSeconds(i + 1));
      corrections.add(new CountCorrection(seen, looked.get()));
      inside = seen;
      missed = 0;
    }
    List<CountReading> readings = readings(steps);
    Collections.shuffle(readings, new Random(seed));
    Collections.shuffle(corrections, new Random(seed));
    HeadCount count = HeadCount.of(readings, corrections, NIGHT);
    assertThat(count.inside()).isEqualTo(inside);
    assertThat(count.corrected()).isEqualTo(missed);
    assertThat(count.byHand()).isEqualTo(looked);
  }

  @Property
  void whoeverIsInsideIsSomebodyAndNobodyIsBelievedOnlyOfACountThatMissedNobody(
      @ForAll("steps") List<Step> steps) {
    HeadCount count = HeadCount.of(readings(steps), NIGHT);
    Optional<Boolean> expected =
        count.inside() == 0 && count.corrected() > 0
            ? Optional.empty()
            : Optional.of(count.inside() > 0);
    assertThat(count.anybody()).isEqualTo(expected);
  }

  @Example
  void whatWasSeenBeforeTheSiteOpenedDoesNotCount() {
    var before = new CountCorrection(12, NIGHT.minusSeconds(1));
    HeadCount count = HeadCount.of(List.of(), List.of(before), NIGHT);
    assertThat(count.inside()).isZero();
    assertThat(count.byHand()).isEmpty();
  }

  private static List<CountReading> readings(List<Step> steps) {
    var readings = new ArrayList<CountReading>();
    long[] in = new long[2];
    long[] out = new long[2];
    int[] boot = new int[2];
    Instant at = NIGHT;
    for (Step step : steps) {
      int device = step.device();
      at = at.plusSeconds(1);
      if (step.restart()) {
        boot[device]++;
        in[device] = 0;
        out[device] = 0;
      } else {
        in[device] += step.in();
        out[device] += step.out();
      }
      readings.add(
          new CountReading("c-" + device, "boot-" + boot[device], in[device], out[device], at));
    }
    return readings;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> devices = Arbitraries.of(0, 1);
    Arbitrary<Integer> people = Arbitraries.integers().between(0, 3);
    Arbitrary<Boolean> restarts = Arbitraries.of(false, false, false, false, true);
    return Combinators.combine(devices, people, people, restarts)
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Map<Integer, Integer>> looks() {
    return Arbitraries.maps(
            Arbitraries.integers().between(0, 39), Arbitraries.integers().between(0, 20))
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Step>> comings() {
    return Arbitraries.integers()
        .between(0, 3)
        .map(in -> new Step(0, in, 0, false))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
