package mogador.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.SiteZone;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.sites.Holidays;
import mogador.sites.OpeningHours.Period;

/**
 * Hours of the week at which a right counts, by the wall clock of its site.
 *
 * @param week a day without an entry is shut
 * @param holidays those on which every day is shut; empty when holidays are days like others
 */
public record WeeklySchedule(
    UUID id,
    String name,
    SiteZone zone,
    Map<DayOfWeek, List<Period>> week,
    Optional<Holidays> holidays) {

  public WeeklySchedule {
    Map<DayOfWeek, List<Period>> days = new EnumMap<>(DayOfWeek.class);
    week.forEach(
        (day, periods) -> {
          if (!periods.isEmpty()) days.put(day, List.copyOf(periods));
        });
    week = Collections.unmodifiableMap(days);
  }

  public boolean contains(Instant instant) {
    LocalDateTime local = zone.localAt(instant);
    return on(local.toLocalDate()).stream().anyMatch(period -> holds(period, local));
  }

  /**
   * All the time within a slot that it contains: in order, apart, never touching. Where the clock
   * is set back, an hour that comes twice counts twice.
   */
  public List<TimeSlot> windows(TimeSlot within) {
    List<TimeSlot> found = new ArrayList<>();
    Instant from = within.start();
    for (ZoneOffsetTransition change : zone.changes(within.start(), within.end())) {
      Instant at = change.getInstant();
      if (!at.isAfter(from) || !at.isBefore(within.end())) continue;
      addWindows(found, new TimeSlot(from, at));
      from = at;
    }
    addWindows(found, new TimeSlot(from, within.end()));
    return SlotSet.of(found).slots();
  }

  /** While the clock is not changed. */
  private void addWindows(List<TimeSlot> found, TimeSlot within) {
    ZoneOffset offset = zone.offsetAt(within.start());
    LocalDate last = LocalDate.ofInstant(within.end(), offset);
    for (LocalDate day = LocalDate.ofInstant(within.start(), offset);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Period period : on(day)) {
        var window =
            new TimeSlot(
                day.atTime(period.from()).toInstant(offset), period.endOn(day).toInstant(offset));
        window.intersection(within).ifPresent(found::add);
      }
    }
  }

  private List<Period> on(LocalDate day) {
    if (holidays.map(known -> !known.on(day).isEmpty()).orElse(false)) return List.of();
    return week.getOrDefault(day.getDayOfWeek(), List.of());
  }

  private static boolean holds(Period period, LocalDateTime local) {
    LocalDate day = local.toLocalDate();
    return !local.isBefore(day.atTime(period.from())) && local.isBefore(period.endOn(day));
  }
}
