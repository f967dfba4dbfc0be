package mogador.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a door did, told in whatever order, leaves the same alarm open. */
class AlarmStateProperties {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");
  private static final Subject DOOR = Subject.door("essaouira", "r-entrance", "d-entrance");

  /** What is open, and how many causes all alarms together have counted. */
  private record Outcome(boolean open, boolean over, int counted) {}

  @Property
  void inWhateverOrderTheSameIsOpenInTheEnd(
      @ForAll("kinds") AlarmKind kind, @ForAll("causes") List<Boolean> told, @ForAll long seed) {
    List<Integer> inOrder = sequences(told.size());
    List<Integer> shuffled = sequences(told.size());
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(play(kind, told, shuffled)).isEqualTo(play(kind, told, inOrder));
  }

  @Property
  void anAlarmIsOpenExactlyWhileItsLastCauseIs(
      @ForAll("causes") List<Boolean> told, @ForAll long seed) {
    List<Integer> shuffled = sequences(told.size());
    Collections.shuffle(shuffled, new Random(seed));
    boolean begun = told.lastIndexOf(true) > told.lastIndexOf(false);
    assertThat(play(AlarmKind.HELD_OPEN, told, shuffled).open()).isEqualTo(begun);
    assertThat(play(AlarmKind.FORCED, told, shuffled).open())
        .as("nobody has seen it")
        .isEqualTo(told.contains(true));
    assertThat(play(AlarmKind.CONTRADICTION, told, shuffled).open()).isEqualTo(told.contains(true));
  }

  @Property
  void onceSeenAForcedDoorThatFellShutIsClearedAndOneThatStandsOpenIsNot(
      @ForAll boolean shutBefore, @ForAll boolean shutAfter) {
    AlarmState alarm = AlarmState.raised(begins(AlarmKind.FORCED, 1, false), START);
    if (shutBefore) alarm = alarm.ended(ends(AlarmKind.FORCED, 2));
    assertThat(alarm.cleared()).isFalse();
    alarm = alarm.seen();
    assertThat(alarm.cleared()).isEqualTo(shutBefore);
    if (shutAfter && !shutBefore) {
      assertThat(alarm.ended(ends(AlarmKind.FORCED, 3)).cleared()).isTrue();
    }
  }

  @Property
  void whatLastsIsNotCountedAgain(@ForAll("causes") List<Boolean> told) {
    AlarmState alarm = AlarmState.raised(begins(AlarmKind.OFFLINE, 0, false), START);
    for (int i = 1; i <= told.size(); i++) {
      assertThat(alarm.again(begins(AlarmKind.OFFLINE, i, false), START)).isEqualTo(alarm);
    }
  }

  @Property
  void onlyIfEveryCauseIsHeardOfLateIsItLate(@ForAll("minutes") List<Integer> ago) {
    Instant now = START.plusSeconds(86_400);
    Optional<AlarmState> alarm = Optional.empty();
    for (int minutes : ago) {
      var moment = Moment.at(now.minusSeconds(60L * minutes));
      var cause = new Fact.Begins(AlarmKind.REPEATED_DENIALS, DOOR, moment, false);
      alarm =
          Optional.of(
              alarm.map(was -> was.again(cause, now)).orElse(AlarmState.raised(cause, now)));
    }
    assertThat(alarm.orElseThrow().late()).isEqualTo(ago.stream().allMatch(m -> m > 15));
    assertThat(alarm.orElseThrow().count()).isEqualTo(ago.size());
  }

  @Property
  void denialsAreTooManyExactlyWhereFiveAreWithinTwoMinutes(
      @ForAll("seconds") List<Integer> denials) {
    List<Integer> sorted = denials.stream().sorted().toList();
    List<Instant> around = sorted.stream().map(START::plusSeconds).toList();
    for (int denial : sorted) {
      boolean five =
          sorted.stream()
              .filter(from -> from <= denial && denial <= from + 120)
              .anyMatch(
                  from -> sorted.stream().filter(s -> s >= from && s <= from + 120).count() >= 5);
      assertThat(AlarmRules.isRepeated(START.plusSeconds(denial), around))
          .as("%d of %s", denial, sorted)
          .isEqualTo(five);
    }
  }

  @Property
  void aCredentialIsDeniedEverywhereWhereFiveAreAtSeveralDoorsWithinTenMinutes(
      @ForAll("seconds") List<Integer> denials, @ForAll @IntRange(min = 1, max = 8) int slow) {
    List<Integer> sorted = denials.stream().map(second -> second * slow).sorted().toList();
    // The door goes by the second, so that what is denied at once is denied at one door.
    List<AlarmRules.DeniedAt> around =
        sorted.stream()
            .map(s -> new AlarmRules.DeniedAt("d-" + s % 2, START.plusSeconds(s)))
            .toList();
    for (int denial : sorted) {
      boolean expected =
          sorted.stream()
              .filter(from -> from <= denial && denial <= from + 600)
              .anyMatch(
                  from -> {
                    List<Integer> near =
                        sorted.stream().filter(s -> s >= from && s <= from + 600).toList();
                    return near.size() >= 5 && near.stream().map(s -> s % 2).distinct().count() > 1;
                  });
      assertThat(AlarmRules.isDeniedEverywhere(START.plusSeconds(denial), around))
          .as("%d of %s", denial, sorted)
          .isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<AlarmKind> kinds() {
    return Arbitraries.of(
        AlarmKind.FORCED, AlarmKind.HELD_OPEN, AlarmKind.TAMPER, AlarmKind.CONTRADICTION);
  }

  /** By their place in the journal: true begins, false ends. */
  @Provide
  Arbitrary<List<Boolean>> causes() {
    return Arbitraries.of(true, false).list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Integer>> minutes() {
    return Arbitraries.integers().between(0, 60).list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Integer>> seconds() {
    return Arbitraries.integers().between(0, 400).list().ofMaxSize(16);
  }

  /** As the store does: one open alarm, and each cause knows of the ends heard before it. */
  private static Outcome play(AlarmKind kind, List<Boolean> told, List<Integer> order) {
    Optional<AlarmState> open = Optional.empty();
    List<Integer> endsHeard = new ArrayList<>();
    int counted = 0;
    for (int sequence : order) {
      if (told.get(sequence)) {
        boolean over = endsHeard.stream().anyMatch(end -> end > sequence);
        Fact.Begins cause = begins(kind, sequence, over);
        AlarmState next =
            open.map(was -> was.again(cause, START))
                .orElseGet(() -> AlarmState.raised(cause, START));
        counted += next.count() - open.map(AlarmState::count).orElse(0);
        open = Optional.of(next).filter(is -> !is.cleared());
      } else {
        endsHeard.add(sequence);
        Fact.Ends end = ends(kind, sequence);
        open = open.map(was -> was.ended(end)).filter(is -> !is.cleared());
      }
    }
    return new Outcome(open.isPresent(), open.map(AlarmState::over).orElse(false), counted);
  }

  private static Fact.Begins begins(AlarmKind kind, int sequence, boolean over) {
    return new Fact.Begins(kind, DOOR, moment(sequence), over);
  }

  private static Fact.Ends ends(AlarmKind kind, int sequence) {
    return new Fact.Ends(kind, DOOR, moment(sequence));
  }

  /** The clock goes wrong on purpose: the place in the journal is what counts. */
  private static Moment moment(int sequence) {
    return new Moment("r-entrance", "journal", sequence, START.minusSeconds(sequence % 3));
  }

  private static List<Integer> sequences(int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) all.add(i);
    return all;
  }
}
