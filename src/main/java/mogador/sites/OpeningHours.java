package mogador.sites;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When a site is open, by local wall-clock time; a day without an entry is closed. */
public record OpeningHours(Map<DayOfWeek, List<Period>> days) {
  /** One opening of a day. {@code to} is exclusive; midnight as {@code to} is the day's end. */
  public record Period(LocalTime from, LocalTime to) {
    public Period {
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        throw new IllegalArgumentException("opens at " + from + ", after it closes at " + to);
      }
    }
  }

  public OpeningHours {
    Map<DayOfWeek, List<Period>> copy = new EnumMap<>(DayOfWeek.class);
    days.forEach((day, periods) -> copy.put(day, List.copyOf(periods)));
    days = Collections.unmodifiableMap(copy);
  }

  /** The openings of a day, in order; none when closed. */
  public List<Period> on(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  /** Whether the site stays open all the way from {@code from} to {@code to}, both local. */
  public boolean contain(LocalDateTime from, LocalDateTime to) {
    LocalDateTime reached = from;
    while (reached.isBefore(to)) {
      LocalDateTime at = reached;
      var open = around(at.toLocalDate()).stream().filter(o -> o.holds(at)).findFirst();
      if (open.isEmpty()) return false;
      reached = open.get().to();
    }
    return from.isBefore(to);
  }

  private record Opening(LocalDateTime from, LocalDateTime to) {
    boolean holds(LocalDateTime time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  private List<Opening> around(LocalDate date) {
    List<Opening> openings = new ArrayList<>();
    for (Period period : on(date.getDayOfWeek())) {
      LocalDate last = period.to().equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
      openings.add(new Opening(date.atTime(period.from()), last.atTime(period.to())));
    }
    return openings;
  }
}
