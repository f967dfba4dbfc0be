package mogador.booking;

import java.time.Duration;
import mogador.kernel.TimeSlot;
import mogador.sites.Site;
import mogador.sites.Space;

/** How long a booking holds its space: its time, and the buffer its space asks for after it. */
final class Claimed {
  private Claimed() {}

  static TimeSlot slot(Site site, Space space, TimeSlot booked) {
    Duration buffer = site.rules(space).buffer();
    return buffer.isZero() ? booked : new TimeSlot(booked.start(), booked.end().plus(buffer));
  }
}
