package mogador.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import mogador.booking.DayLine.State;
import mogador.booking.SpacePage.Bar;
import mogador.booking.SpacePage.Day;
import mogador.booking.SpacePage.Month;

/** Days in weeks, each with how much of it is free. */
final class SpaceMonth {
  private static final int QUARTER = 15;
  private static final int WEEK = 7;

  private SpaceMonth() {}

  /**
   * Lays whole weeks out.
   *
   * @param day one of the month meant
   * @param lines of whole weeks, in order
   */
  static Month of(LocalDate day, LocalDate today, List<DayLine> lines) {
    YearMonth month = YearMonth.from(day);
    var weeks = new ArrayList<List<Day>>();
    for (int i = 0; i + WEEK <= lines.size(); i += WEEK) {
      weeks.add(lines.subList(i, i + WEEK).stream().map(line -> day(month, today, line)).toList());
    }
    return new Month(weeks);
  }

  private static Day day(YearMonth month, LocalDate today, DayLine line) {
    long free = line.length(State.FREE).toMinutes();
    return new Day(
        line.day(),
        YearMonth.from(line.day()).equals(month),
        state(today, line, free),
        free,
        line.stretches().stream()
            .filter(stretch -> stretch.state() != State.FREE)
            .map(
                stretch -> {
                  int from = quarter(line.day(), stretch.from());
                  int length = Math.max(1, quarter(line.day(), stretch.to()) - from);
                  return new Bar(stretch.state().code(), from, length);
                })
            .toList());
  }

  private static String state(LocalDate today, DayLine line, long free) {
    boolean taken = !line.in(State.TAKEN).isEmpty();
    if (line.day().isBefore(today)) return "past";
    if (free == 0) return taken ? "taken" : line.in(State.PAST).isEmpty() ? "closed" : "past";
    return taken ? "partly" : "free";
  }

  private static int quarter(LocalDate day, LocalDateTime time) {
    return (int) Duration.between(day.atStartOfDay(), time).toMinutes() / QUARTER;
  }
}
