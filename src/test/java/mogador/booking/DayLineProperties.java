package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import mogador.booking.DayLine.State;
import mogador.web.Hours;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A day's line beside what is said of each of its 288 moments, five minutes apart. */
class DayLineProperties {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final LocalDateTime MIDNIGHT = DAY.atStartOfDay();
  private static final List<Hours> OPEN =
      List.of(
          new Hours(LocalTime.of(8, 30), LocalTime.of(12, 0)),
          new Hours(LocalTime.of(14, 0), LocalTime.MIDNIGHT));

  @Property
  void everyMomentHasTheStateThatHoldsThen(
      @ForAll("taken") List<LocalSlot> taken, @ForAll @IntRange(max = 287) int now) {
    LocalDateTime instant = MIDNIGHT.plusMinutes(5L * now);
    DayLine line = DayLine.of(DAY, OPEN, taken, instant);
    for (int i = 0; i < 288; i++) {
      LocalDateTime at = MIDNIGHT.plusMinutes(5L * i);
      assertThat(line.during(at, at.plusMinutes(5)))
          .as("%s", at)
          .isEqualTo(state(at, taken, instant));
    }
  }

  @Property
  void aLineHasNoGapAndSaysNothingTwice(
      @ForAll("taken") List<LocalSlot> taken, @ForAll @IntRange(max = 287) int now) {
    DayLine line = DayLine.of(DAY, OPEN, taken, MIDNIGHT.plusMinutes(5L * now));
    LocalDateTime reached = MIDNIGHT;
    var before = new ArrayList<State>();
    for (DayLine.Stretch stretch : line.stretches()) {
      assertThat(stretch.from()).isEqualTo(reached).isBefore(stretch.to());
      if (!before.isEmpty()) assertThat(stretch.state()).isNotEqualTo(before.getLast());
      before.add(stretch.state());
      reached = stretch.to();
    }
    assertThat(reached).isEqualTo(MIDNIGHT.plusDays(1));
  }

  @Property
  void halfHoursCoverTheDayAndOfferNothingThatIsTaken(@ForAll("taken") List<LocalSlot> taken) {
    DayLine line = DayLine.of(DAY, OPEN, taken, MIDNIGHT);
    List<HalfHours.Run> runs = HalfHours.of(line, MIDNIGHT, MIDNIGHT.plusDays(1));
    assertThat(runs.stream().mapToInt(HalfHours.Run::count).sum()).isEqualTo(48);
    for (HalfHours.Run run : runs) {
      if (run.state() != State.FREE) continue;
      assertThat(run.count()).isEqualTo(1);
      assertThat(taken).noneMatch(slot -> slot.overlaps(run.from(), run.to()));
      assertThat(line.freeUntil(run.from())).isAfterOrEqualTo(run.to());
    }
  }

  private static State state(LocalDateTime at, List<LocalSlot> taken, LocalDateTime now) {
    if (taken.stream().anyMatch(slot -> slot.overlaps(at, at.plusMinutes(5)))) return State.TAKEN;
    int minute = at.getHour() * 60 + at.getMinute();
    boolean open = (minute >= 510 && minute < 720) || minute >= 840;
    if (!open) return State.CLOSED;
    return at.isBefore(now) ? State.PAST : State.FREE;
  }

  /** Some reach into the day before or after. */
  @Provide
  Arbitrary<List<LocalSlot>> taken() {
    Arbitrary<LocalSlot> slot =
        Combinators.combine(
                Arbitraries.integers().between(-20, 287), Arbitraries.integers().between(1, 60))
            .as(
                (from, length) ->
                    new LocalSlot(
                        MIDNIGHT.plusMinutes(5L * from),
                        MIDNIGHT.plusMinutes(5L * (from + length))));
    return slot.list().ofMaxSize(6);
  }
}
