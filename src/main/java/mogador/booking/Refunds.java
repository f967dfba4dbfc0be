package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import mogador.kernel.Money;
import mogador.sites.CancellationTiers;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceRules;

/** What is paid back of a booking's price. Never more than was paid, nor less than before. */
final class Refunds {
  private Refunds() {}

  /** By the notice given, as the space's rule says. */
  static Money onCancellation(Site site, Space space, Booking booking, Instant now) {
    Duration notice = Duration.between(now, booking.slot().start());
    int share = site.rules(space).cancellation().backBasisPoints(notice);
    return atLeast(booking.refund(), booking.price().total().times(share, CancellationTiers.ALL));
  }

  /** The rule's share of the price of the time that is not used. */
  static Money onLeaving(Site site, Space space, Booking booking, BookedTime shorter) {
    SpaceRules.EarlyLeave rule = site.rules(space).earlyLeave();
    Duration whole = booking.slot().length();
    long unused = whole.minus(shorter.slot().length()).toSeconds();
    Money credit =
        booking.price().total().times(unused * rule.creditPercent(), whole.toSeconds() * 100);
    return atMost(booking.price().total(), booking.refund().plus(credit));
  }

  private static Money atLeast(Money least, Money amount) {
    return amount.compareTo(least) < 0 ? least : amount;
  }

  private static Money atMost(Money most, Money amount) {
    return amount.compareTo(most) > 0 ? most : amount;
  }
}
