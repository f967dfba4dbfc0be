package mogador.booking;

import java.time.Duration;
import java.time.LocalDateTime;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;

/** A half-open stretch of a site's wall clock, as its pages show it. */
record LocalSlot(LocalDateTime from, LocalDateTime to) {
  /** Where clocks are set back it is as long as it lasts, so that it never seems shorter. */
  static LocalSlot of(TimeSlot slot, SiteZone zone) {
    LocalDateTime from = zone.localAt(slot.start());
    LocalDateTime to = zone.localAt(slot.end());
    LocalDateTime atLeast = from.plus(slot.length());
    return new LocalSlot(from, to.isBefore(atLeast) ? atLeast : to);
  }

  boolean overlaps(LocalDateTime start, LocalDateTime end) {
    return from.isBefore(end) && start.isBefore(to);
  }

  Duration length() {
    return Duration.between(from, to);
  }
}
