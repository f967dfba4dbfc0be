package mogador.access;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.SiteZone;
import mogador.sites.OpeningHours.Period;
import mogador.sites.Site;

/**
 * Hours of the week that a site has a name for.
 *
 * @param week a day without an entry is shut
 * @param rights how many name it
 */
public record Schedule(
    UUID id,
    String site,
    String name,
    Map<DayOfWeek, List<Period>> week,
    boolean closedOnHolidays,
    long rights) {
  private static final SiteZone ANY = SiteZone.of("Africa/Casablanca").orElseThrow();

  public Schedule {
    Map<DayOfWeek, List<Period>> days = new EnumMap<>(DayOfWeek.class);
    days.putAll(week);
    week = Collections.unmodifiableMap(days);
  }

  /** By the clock and the holidays of its site. */
  WeeklySchedule at(Site where) {
    return new WeeklySchedule(
        id,
        name,
        where.clock(),
        week,
        closedOnHolidays ? Optional.of(where.hours().holidays()) : Optional.empty());
  }

  WeeklySchedule never() {
    return new WeeklySchedule(id, name, ANY, Map.of(), Optional.empty());
  }
}
