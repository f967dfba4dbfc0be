package mogador.sites;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * When a site is open, by local wall-clock time: by the day of the week, unless a dated period says
 * otherwise, unless a holiday does.
 *
 * @param week a day without an entry is closed
 * @param dated in the file's order; of several that hold on a day the last counts
 */
public record OpeningHours(
    Map<DayOfWeek, List<Period>> week, List<Dated> dated, Holidays holidays) {
  /** One opening of a day. {@code to} is exclusive; midnight as {@code to} is the day's end. */
  public record Period(LocalTime from, LocalTime to) {
    public Period {
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        throw new IllegalArgumentException("opens at " + from + ", after it closes at " + to);
      }
    }

    boolean holds(LocalTime time) {
      return !time.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
    }

    /**
     * Those of a day as a site file writes them, {@code 08:00-12:30, 14:00-20:00}: in order, none
     * overlapping another; 24:00 is the day's end. Empty when it is something else.
     */
    public static Optional<List<Period>> read(String text) {
      return HoursReader.periods(text);
    }

    /** The same as text. */
    public static String write(List<Period> periods) {
      return HoursJson.text(periods);
    }

    /** When it closes, having opened on this day. */
    public LocalDateTime endOn(LocalDate date) {
      return to.equals(LocalTime.MIDNIGHT) ? date.plusDays(1).atStartOfDay() : date.atTime(to);
    }
  }

  /**
   * Other hours from one date to another, such as those of Ramadan.
   *
   * @param to exclusive
   * @param provisional whether the dates are an estimate
   */
  public record Dated(
      LocalDate from,
      LocalDate to,
      LocalText name,
      boolean provisional,
      Map<DayOfWeek, List<Period>> week) {
    public Dated {
      week = copy(week);
    }

    public boolean holds(LocalDate date) {
      return !date.isBefore(from) && date.isBefore(to);
    }
  }

  public OpeningHours {
    week = copy(week);
    dated = List.copyOf(dated);
  }

  private static Map<DayOfWeek, List<Period>> copy(Map<DayOfWeek, List<Period>> days) {
    Map<DayOfWeek, List<Period>> copy = new EnumMap<>(DayOfWeek.class);
    days.forEach((day, periods) -> copy.put(day, List.copyOf(periods)));
    return Collections.unmodifiableMap(copy);
  }

  /** The openings of a day, in order; none when closed. */
  public List<Period> on(LocalDate date) {
    Optional<HolidayHours> holiday = holidays.hours(date);
    if (holiday.isPresent()) return holiday.get().periods();
    for (int i = dated.size() - 1; i >= 0; i--) {
      Dated period = dated.get(i);
      if (period.holds(date)) return period.week().getOrDefault(date.getDayOfWeek(), List.of());
    }
    return week.getOrDefault(date.getDayOfWeek(), List.of());
  }

  /** The dated period that a day falls in. */
  public Optional<Dated> period(LocalDate date) {
    return dated.stream().filter(period -> period.holds(date)).reduce((first, last) -> last);
  }

  /** Whether the site stays open all the way from {@code from} to {@code to}, both local. */
  public boolean contain(LocalDateTime from, LocalDateTime to) {
    LocalDateTime reached = from;
    while (reached.isBefore(to)) {
      LocalDateTime next = openUntil(reached);
      if (next.equals(reached)) return false;
      reached = next;
    }
    return from.isBefore(to);
  }

  /** When the opening that holds a time ends, at midnight at the latest; that time when closed. */
  public LocalDateTime openUntil(LocalDateTime time) {
    for (Period period : on(time.toLocalDate())) {
      if (period.holds(time.toLocalTime())) return period.endOn(time.toLocalDate());
    }
    return time;
  }

  /** The first moment from {@code time} on at which the site is open, within so many days. */
  public Optional<LocalDateTime> nextOpen(LocalDateTime time, int days) {
    if (openUntil(time).isAfter(time)) return Optional.of(time);
    for (int i = 0; i <= days; i++) {
      LocalDate date = time.toLocalDate().plusDays(i);
      for (Period period : on(date)) {
        LocalDateTime opens = date.atTime(period.from());
        if (!opens.isBefore(time)) return Optional.of(opens);
      }
    }
    return Optional.empty();
  }
}
