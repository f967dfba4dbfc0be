package mogador.layouts;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.SeatLayout;

/**
 * A seat that stands nowhere for some days.
 *
 * @param from the first local day
 * @param to the day it stands again; {@link #UNTIL_FURTHER_NOTICE} when no layout says so
 */
record PutAway(long seat, LocalDate from, LocalDate to) {
  static final LocalDate UNTIL_FURTHER_NOTICE = LocalDate.of(2100, 1, 1);

  /** What the layouts of one floor come to. */
  static Set<PutAway> of(List<SeatLayout> layouts) {
    Map<Long, LocalDate> since = new HashMap<>();
    Set<PutAway> all = new HashSet<>();
    for (SeatLayout layout : sorted(layouts)) {
      for (long back : Set.copyOf(since.keySet())) {
        if (layout.away().contains(back)) continue;
        LocalDate from = java.util.Objects.requireNonNull(since.remove(back));
        all.add(new PutAway(back, from, layout.from()));
      }
      for (long seat : layout.away()) since.putIfAbsent(seat, layout.from());
    }
    since.forEach((seat, from) -> all.add(new PutAway(seat, from, UNTIL_FURTHER_NOTICE)));
    return all;
  }

  private static List<SeatLayout> sorted(List<SeatLayout> layouts) {
    return layouts.stream().sorted(Comparator.comparing(SeatLayout::from)).toList();
  }

  /** From midnight to midnight. */
  TimeSlot slot(SiteZone zone) {
    return new TimeSlot(
        zone.firstInstant(from.atStartOfDay()), zone.firstInstant(to.atStartOfDay()));
  }
}
