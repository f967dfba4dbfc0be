package mogador.booking;

import java.time.Instant;
import mogador.kernel.Money;
import mogador.pricing.Amount;
import mogador.pricing.CancellationRule;
import mogador.sites.Site;
import mogador.sites.Space;

/** What is paid back of a booking's price, all in all. Never more than was paid. */
final class Refunds {
  private Refunds() {}

  /** By the space's rule for the notice given, of what is still paid. */
  static Money onCancellation(Site site, Space space, Booking booking, Instant now) {
    Amount back =
        CancellationRule.onCancellation(stillPaid(booking), site.rules(space), booking.slot(), now);
    return booking.refund().plus(back.total());
  }

  /** By the space's rule for leaving early, of what is still paid. */
  static Money onLeaving(Site site, Space space, Booking booking, BookedTime shorter) {
    Amount back =
        CancellationRule.onLeaving(
            stillPaid(booking),
            site.rules(space).earlyLeave(),
            booking.slot(),
            shorter.slot().end());
    return booking.refund().plus(back.total());
  }

  private static Amount stillPaid(Booking booking) {
    Price price = booking.price();
    Amount all = new Amount(price.total(), price.tax());
    return all.without(booking.refund());
  }
}
