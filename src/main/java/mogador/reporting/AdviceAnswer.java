package mogador.reporting;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mogador.kernel.TimeSlot;
import mogador.occupancy.UseHistory;
import mogador.occupancy.UseHistory.KindHour;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What the last eight weeks advise.
 *
 * @param from the first day of these
 * @param to the last, which is yesterday
 * @param isEnoughKnown whether any advice could have been given
 * @param keptBack companies of which too few persons were seen
 */
record AdviceAnswer(
    LocalDate from, LocalDate to, boolean isEnoughKnown, int keptBack, List<Advice> advice) {
  static final int WEEKS = 8;

  AdviceAnswer {
    advice = List.copyOf(advice);
  }

  static AdviceAnswer of(Sql sql, Site site, Instant now) {
    LocalDate today = site.clock().localAt(now).toLocalDate();
    LocalDate from = today.minusWeeks(WEEKS);
    List<KindHour> open = openHours(sql, site, from, today);
    List<AdviseTenants.Seen> tenants =
        AdviceStore.tenants(sql, site.id(), today, workingDays(site, from, today), site.clock());
    List<Advice> advice = new ArrayList<>();
    AdviseSeats.of(open).ifPresent(advice::add);
    advice.addAll(AdviseFloors.of(open, plan(site)));
    advice.addAll(AdviseTenants.of(tenants));
    boolean isEnoughKnown =
        AdviseSeats.weeks(open.stream().map(KindHour::hour).toList()) >= AdviseSeats.FEWEST_WEEKS
            || tenants.stream().anyMatch(AdviseTenants.Seen::isKnown);
    int keptBack =
        (int) tenants.stream().filter(seen -> seen.isKnown() && seen.isKeptBack()).count();
    return new AdviceAnswer(from, today.minusDays(1), isEnoughKnown, keptBack, advice);
  }

  private static List<KindHour> openHours(Sql sql, Site site, LocalDate from, LocalDate until) {
    TimeSlot slot =
        new TimeSlot(
            site.clock().firstInstant(from.atStartOfDay()),
            site.clock().firstInstant(until.atStartOfDay()));
    Map<LocalDateTime, Boolean> isOpen = new HashMap<>();
    return UseHistory.kindHours(sql, site.id(), site.clock(), slot).stream()
        .filter(
            hour ->
                isOpen.computeIfAbsent(
                    hour.hour(), at -> site.hours().contain(at, at.plusHours(1))))
        .toList();
  }

  /** Mondays to Fridays on which the park was open. */
  private static List<LocalDate> workingDays(Site site, LocalDate from, LocalDate until) {
    return from.datesUntil(until)
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .filter(day -> !site.hours().on(day).isEmpty())
        .toList();
  }

  /** How many atoms of each kind each floor has today. */
  private static Map<String, Map<String, Integer>> plan(Site site) {
    Map<String, Map<String, Integer>> plan = new HashMap<>();
    for (Space space : site.spaces()) {
      if (!space.isAtom() || space.shape().isEmpty()) continue;
      plan.computeIfAbsent(space.floor(), floor -> new HashMap<>())
          .merge(space.kind().code(), 1, Integer::sum);
    }
    return plan;
  }
}
