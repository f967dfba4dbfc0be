package mogador.sites;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mogador.sites.HolidayCalendar.Day;

/** The holidays of a site: its country's, as its file changes them. Each year is kept. */
public final class Holidays {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;
  private static final int FARTHEST_MOVE_DAYS = 60;

  private final HolidayRules rules;
  private final Map<Integer, Map<LocalDate, List<Holiday>>> years = new ConcurrentHashMap<>();

  Holidays(HolidayRules rules) {
    this.rules = rules;
  }

  HolidayRules rules() {
    return rules;
  }

  /** The holidays of a day, seldom more than one; none before 2000 or after 2100. */
  public List<Holiday> on(LocalDate date) {
    int year = date.getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) return List.of();
    return years.computeIfAbsent(year, this::year).getOrDefault(date, List.of());
  }

  /** The hours of a day if a holiday changes them: of several the one that opens least. */
  Optional<HolidayHours> hours(LocalDate date) {
    if (rules.allUsual()) return Optional.empty();
    return on(date).stream()
        .map(Holiday::hours)
        .filter(hours -> !hours.usual())
        .min(Comparator.comparingInt(hours -> hours.periods().size()));
  }

  /** Does now what the first question would wait for. */
  void prepare() {
    HolidayCalendar.of(rules.calendar()).year(FIRST_YEAR);
  }

  private Map<LocalDate, List<Holiday>> year(int year) {
    List<Holiday> all = new ArrayList<>();
    for (int y = year - 1; y <= year + 1; y++) {
      for (Day day : HolidayCalendar.of(rules.calendar()).year(y)) all.addAll(kept(day));
    }
    for (HolidayRules.Added added : rules.added()) {
      HolidayHours hours = added.hours().orElse(rules.hours());
      all.add(new Holiday(added.date(), added.code(), added.name(), added.provisional(), hours));
    }
    return all.stream()
        .filter(holiday -> holiday.date().getYear() == year)
        .collect(Collectors.groupingBy(Holiday::date));
  }

  /** A holiday of the calendar with all its days, where and as the site keeps it. */
  private List<Holiday> kept(Day day) {
    if (rules.removed().stream().anyMatch(r -> r.covers(day.code(), day.date()))) return List.of();
    Optional<HolidayRules.Moved> move =
        rules.moved().stream().filter(m -> moves(m, day)).reduce((first, last) -> last);
    LocalDate first = move.map(HolidayRules.Moved::date).orElse(day.date());
    boolean provisional = move.map(HolidayRules.Moved::provisional).orElse(day.provisional());
    HolidayHours hours = move.flatMap(HolidayRules.Moved::hours).orElse(rules.hours());
    List<Holiday> days = new ArrayList<>();
    for (int i = 0; i < day.days(); i++) {
      days.add(new Holiday(first.plusDays(i), day.code(), day.name(), provisional, hours));
    }
    return days;
  }

  /** Whether of this code no other day of the calendar is nearer to the announced date. */
  private boolean moves(HolidayRules.Moved move, Day day) {
    if (!move.code().equals(day.code())) return false;
    long distance = distance(move, day);
    if (distance > FARTHEST_MOVE_DAYS) return false;
    for (int y = day.date().getYear() - 1; y <= day.date().getYear() + 1; y++) {
      for (Day other : HolidayCalendar.of(rules.calendar()).year(y)) {
        if (other.code().equals(day.code()) && distance(move, other) < distance) return false;
      }
    }
    return true;
  }

  private static long distance(HolidayRules.Moved move, Day day) {
    return Math.abs(ChronoUnit.DAYS.between(day.date(), move.date()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Holidays that && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rules);
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
