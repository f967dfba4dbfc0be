package mogador.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mogador.kernel.TimeSlot;
import mogador.occupancy.Forecast;
import mogador.occupancy.UseHistory;
import mogador.platform.Sql;
import mogador.sites.OpeningHours;
import mogador.sites.Site;
import mogador.sites.SpaceKind;

/**
 * What the seven days from tomorrow on will probably be like.
 *
 * @param kind all kinds where empty, or no kind was named by it
 * @param tooSmall whether all is kept back, for it would tell of single persons
 * @param days in order, each with its hours; without those of which too few spaces were known
 */
record ForecastAnswer(
    Optional<SpaceKind> kind, boolean tooSmall, Map<LocalDate, Map<Integer, Forecast>> days) {
  static final int DAYS = 7;

  static ForecastAnswer of(Sql sql, Site site, Optional<String> kindCode, Instant now) {
    Optional<SpaceKind> kind = kindCode.flatMap(SpaceKind::of);
    LocalDate today = site.clock().localAt(now).toLocalDate();
    Instant since = site.clock().firstInstant(today.minusWeeks(Forecast.WEEKS).atStartOfDay());
    List<Forecast.Past> past =
        UseHistory.hours(
            sql,
            site.id(),
            kind.map(SpaceKind::code),
            site.clock(),
            new TimeSlot(since, site.clock().firstInstant(today.atStartOfDay())));
    boolean tooSmall =
        !past.isEmpty()
            && past.stream().allMatch(hour -> UseReport.isTooSmall(kind, hour.spaces()));
    List<Forecast.Past> told =
        past.stream().filter(hour -> !UseReport.isTooSmall(kind, hour.spaces())).toList();
    Map<LocalDate, Map<Integer, Forecast>> days = new TreeMap<>();
    for (int i = 1; i <= DAYS; i++) {
      LocalDate day = today.plusDays(i);
      days.put(day, Forecast.of(day, told, hour -> isOpen(site.hours(), hour)));
    }
    return new ForecastAnswer(kind, tooSmall, days);
  }

  /** The hour that will be the fullest, the first of several. */
  Optional<LocalDateTime> fullest() {
    Optional<LocalDateTime> fullest = Optional.empty();
    int most = 0;
    for (var day : days.entrySet()) {
      for (var hour : day.getValue().entrySet()) {
        if (hour.getValue().percent() <= most) continue;
        most = hour.getValue().percent();
        fullest = Optional.of(day.getKey().atTime(hour.getKey(), 0));
      }
    }
    return fullest;
  }

  /** Every hour that any of the days has. */
  List<Integer> hours() {
    return days.values().stream()
        .flatMap(day -> day.keySet().stream())
        .collect(Collectors.toCollection(java.util.TreeSet::new))
        .stream()
        .toList();
  }

  private static boolean isOpen(OpeningHours hours, LocalDateTime hour) {
    return hours.openUntil(hour).isAfter(hour);
  }
}
