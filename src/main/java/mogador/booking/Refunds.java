package mogador.booking;

import java.time.Instant;
import mogador.kernel.Money;
import mogador.sites.Site;
import mogador.sites.Space;

/** What is paid back of a booking's price. Never more than was paid. */
final class Refunds {
  private Refunds() {}

  /** All of it before it begins, nothing after. */
  static Money onCancellation(Site site, Space space, Booking booking, Instant now) {
    return now.isBefore(booking.slot().start()) ? booking.price().total() : booking.refund();
  }

  /** Nothing for the rest. */
  static Money onLeaving(Site site, Space space, Booking booking, BookedTime shorter) {
    return booking.refund();
  }
}
