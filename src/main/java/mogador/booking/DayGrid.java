package mogador.booking;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mogador.booking.DayGridPage.Cell;
import mogador.booking.DayGridPage.Head;
import mogador.booking.DayGridPage.Row;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Space;
import mogador.web.Hours;

/** Lays the day of some spaces out as a table, with one question to the database. */
final class DayGrid {
  private DayGrid() {}

  /**
   * The day asked for, from opening to closing, without what is over.
   *
   * @param now at the site
   */
  static DayGridPage of(Sql sql, SearchQuery asked, List<Space> spaces, LocalDateTime now) {
    SiteZone zone = asked.site().clock();
    LocalDateTime midnight = asked.day().atStartOfDay();
    var day = new TimeSlot(zone.firstInstant(midnight), zone.firstInstant(midnight.plusDays(1)));
    Set<Long> atoms = new TreeSet<>();
    spaces.forEach(space -> atoms.addAll(space.atoms()));
    Map<Long, List<TimeSlot>> taken = BookingCalendarStore.takenByAtom(sql, atoms, day);
    List<Hours> openings = Openings.on(asked.site(), asked.day());
    if (openings.isEmpty()) return new DayGridPage(List.of(), List.of());
    LocalDateTime first = first(asked, openings, now);
    LocalDateTime last = last(asked, openings);
    List<Row> rows =
        spaces.stream()
            .map(
                space -> {
                  List<LocalSlot> held =
                      space.atoms().stream()
                          .flatMap(atom -> slots(taken, atom))
                          .map(slot -> LocalSlot.of(slot, zone))
                          .toList();
                  DayLine line = DayLine.of(asked.day(), openings, held, quarter(now));
                  return row(asked, space, line, first, last);
                })
            .toList();
    return new DayGridPage(heads(first, last), rows);
  }

  /** The quarter hour that has begun may still be booked. */
  static LocalDateTime quarter(LocalDateTime now) {
    int grain = BookingRules.GRAIN_MINUTES;
    return now.withMinute(now.getMinute() / grain * grain).withSecond(0).withNano(0);
  }

  private static Stream<TimeSlot> slots(Map<Long, List<TimeSlot>> taken, long atom) {
    return taken.getOrDefault(atom, List.of()).stream();
  }

  private static Row row(
      SearchQuery asked, Space space, DayLine line, LocalDateTime first, LocalDateTime last) {
    Duration wished = Duration.between(asked.from(), asked.to());
    List<Cell> cells =
        HalfHours.of(line, first, last).stream()
            .map(
                run ->
                    new Cell(
                        run.state().code(),
                        run.count(),
                        run.from(),
                        run.to(),
                        href(space, line, run, wished),
                        !run.from().isBefore(asked.from()) && run.from().isBefore(asked.to())))
            .toList();
    return new Row(space.reference(), space.name(), space.capacity(), cells);
  }

  /** As long as was asked for, or as long as it is free. */
  static String href(Space space, DayLine line, HalfHours.Run run, Duration wished) {
    if (run.state() != DayLine.State.FREE) return "";
    LocalDateTime free = line.freeUntil(run.from());
    LocalDateTime to = run.from().plus(wished);
    return BookingViews.href(
        space, run.from(), wished.isPositive() && to.isBefore(free) ? to : free);
  }

  private static LocalDateTime first(SearchQuery asked, List<Hours> openings, LocalDateTime now) {
    LocalDateTime opens = onRaster(asked.day().atTime(openings.getFirst().from()));
    LocalDateTime soon = onRaster(quarter(now));
    return soon.isAfter(opens) && soon.toLocalDate().equals(asked.day()) ? soon : opens;
  }

  private static LocalDateTime last(SearchQuery asked, List<Hours> openings) {
    LocalDateTime closes = openings.getLast().endOn(asked.day());
    LocalDateTime floor = onRaster(closes);
    return floor.equals(closes) ? closes : floor.plusMinutes(HalfHours.MINUTES);
  }

  private static LocalDateTime onRaster(LocalDateTime time) {
    return time.withMinute(time.getMinute() / HalfHours.MINUTES * HalfHours.MINUTES)
        .withSecond(0)
        .withNano(0);
  }

  private static List<Head> heads(LocalDateTime first, LocalDateTime last) {
    var heads = new ArrayList<Head>();
    for (LocalDateTime at = first; at.isBefore(last); ) {
      LocalDateTime hour = at.withMinute(0).plusHours(1);
      LocalDateTime end = hour.isBefore(last) ? hour : last;
      int halves = (int) (Duration.between(at, end).toMinutes() / HalfHours.MINUTES);
      heads.add(new Head(at.toLocalTime(), halves));
      at = end;
    }
    return heads;
  }
}
