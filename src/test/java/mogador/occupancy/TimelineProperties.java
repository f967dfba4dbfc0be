package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mogador.kernel.TimeSlot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimelineProperties {
  private static final Quarter QUARTER = new Quarter(Instant.parse("2026-12-01T09:00:00Z"));
  private static final Duration STEP = Duration.ofSeconds(5);

  @Property
  void itTellsAtEveryMomentWhatPresenceToldThen(
      @ForAll("signs") List<Signal> signs, @ForAll("empties") Presence empty) {
    Timeline timeline = Timeline.of(empty, signs, QUARTER.slot());
    for (Instant at = QUARTER.start(); at.isBefore(QUARTER.end()); at = at.plus(STEP)) {
      assertThat(timeline.at(at)).as("at " + at).isEqualTo(naive(empty, signs, at));
    }
  }

  @Property
  void itIsTheSameForAnyOrderAndRepetition(
      @ForAll("signs") List<Signal> signs, @ForAll("empties") Presence empty, @ForAll Random r) {
    List<Signal> shuffled = new ArrayList<>(signs);
    for (Signal sign : signs) if (r.nextBoolean()) shuffled.add(sign);
    Collections.shuffle(shuffled, r);
    assertThat(Timeline.of(empty, shuffled, QUARTER.slot()))
        .isEqualTo(Timeline.of(empty, signs, QUARTER.slot()));
    assertThat(SpaceUse.of(empty, shuffled, QUARTER)).isEqualTo(SpaceUse.of(empty, signs, QUARTER));
  }

  @Property
  void whatIsLongerAgoThanASignLastsTellsNothing(
      @ForAll("signs") List<Signal> signs, @ForAll("empties") Presence empty) {
    Instant oldest = QUARTER.start().minus(Timeline.before(empty.hold()));
    List<Signal> later = signs.stream().filter(sign -> sign.at().isAfter(oldest)).toList();
    assertThat(Timeline.of(empty, later, QUARTER.slot()))
        .isEqualTo(Timeline.of(empty, signs, QUARTER.slot()));
  }

  @Property
  void quartersAddUpToTheWholeAndASignTouchesAllItChanges(
      @ForAll("signs") List<Signal> signs,
      @ForAll("empties") Presence empty,
      @ForAll("sign") Signal late) {
    var hours = new TimeSlot(QUARTER.start().minusSeconds(3_600), QUARTER.end().plusSeconds(3_600));
    List<Signal> all = new ArrayList<>(signs);
    all.add(late);
    long occupied = 0;
    long known = 0;
    for (Quarter q = Quarter.of(hours.start()); q.start().isBefore(hours.end()); q = q.next()) {
      SpaceUse use = SpaceUse.of(empty, all, q);
      occupied += use.occupiedMillis();
      known += use.knownMillis();
      if (!use.equals(SpaceUse.of(empty, signs, q))) {
        assertThat(Quarter.touched(late.at(), Timeline.before(empty.hold()))).contains(q);
      }
    }
    Timeline whole = Timeline.of(empty, all, hours);
    assertThat(occupied).isEqualTo(whole.millis(PresenceNow.OCCUPIED));
    assertThat(known).isEqualTo(occupied + whole.millis(PresenceNow.VACANT));
  }

  @Property
  void thePeakIsTheMostOfTheAlignedSums(@ForAll("uses") List<SpaceUse> uses) {
    int most = 0;
    for (int minute = 0; minute < SpaceUse.MINUTES; minute++) {
      int sum = 0;
      for (SpaceUse use : uses) sum += use.minutes() >> minute & 1;
      most = Math.max(most, sum);
    }
    assertThat(SpaceUse.peak(uses)).isEqualTo(most);
  }

  private static PresenceNow naive(Presence empty, List<Signal> signs, Instant at) {
    Presence presence = empty;
    for (Signal sign : signs) {
      boolean counts = !sign.kind().isSensed() || empty.sensors().containsKey(sign.device());
      if (counts && !sign.at().isAfter(at)) presence = presence.with(sign);
    }
    return presence.at(at);
  }

  @Provide
  Arbitrary<Presence> empties() {
    return Combinators.combine(
            Arbitraries.of(Presence.HOLD_SEAT, Presence.HOLD_ROOM),
            Arbitraries.of("s-1", "s-2").set())
        .as(
            (hold, sensors) -> {
              Presence empty = Presence.unknown(hold);
              for (String sensor : sensors) empty = empty.expecting(sensor);
              return empty;
            });
  }

  @Provide
  Arbitrary<List<Signal>> signs() {
    return sign().list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<Signal> sign() {
    Arbitrary<Instant> moments =
        Arbitraries.integers()
            .between(-240, 240)
            .map(number -> QUARTER.start().plus(STEP.multipliedBy(number)));
    return Combinators.combine(
            Arbitraries.of("s-1", "s-2"), Arbitraries.of(Signal.Kind.class), moments)
        .as(Signal::new);
  }

  @Provide
  Arbitrary<List<SpaceUse>> uses() {
    return Arbitraries.integers()
        .between(0, (1 << SpaceUse.MINUTES) - 1)
        .map(minutes -> new SpaceUse(0, 0, minutes))
        .list()
        .ofMaxSize(20);
  }
}
