package mogador.booking;

import java.time.Instant;
import mogador.kernel.Money;
import mogador.platform.Sql;
import mogador.pricing.Amount;
import mogador.pricing.CancellationRule;
import mogador.pricing.Wallets;
import mogador.sites.SpaceRules;

/** What comes back of a booking's price, passes and credits, by the rules of its space. */
final class Refunds {
  private static final int ALL = 10_000;

  private final Wallets wallets;

  Refunds(Wallets wallets) {
    this.wallets = wallets;
  }

  /** All comes back: nothing was used, and nobody is to blame. */
  Money all(Sql sql, Booking booking, Instant now) {
    return share(sql, booking, ALL, now);
  }

  /** What comes back of a cancelled booking: all of what was not confirmed, else by the notice. */
  Money onCancellation(Sql sql, SpaceRules rules, Booking booking, Instant now) {
    return booking.status() == BookingStatus.CONFIRMED
        ? share(sql, booking, CancellationRule.share(rules, booking.slot(), now), now)
        : all(sql, booking, now);
  }

  /** What comes back of the time that is given back by leaving early. */
  Money onLeaving(Sql sql, SpaceRules rules, Booking booking, BookedTime shorter, Instant now) {
    if (!rules.earlyLeave().givenBack()) return booking.refund();
    int share =
        CancellationRule.giveBackShare(
            booking.slot(), shorter.slot().end(), rules.earlyLeave().creditPercent() * 100);
    return share(sql, booking, share, now);
  }

  /** Of what is still paid; on top of what has come back before. */
  private Money share(Sql sql, Booking booking, int basisPoints, Instant now) {
    if (basisPoints > 0) wallets.giveBack(sql, booking.id(), basisPoints, now);
    Money paid = booking.price().total().minus(booking.refund());
    Money tax = Money.ZERO;
    return booking
        .refund()
        .plus(CancellationRule.refund(new Amount(paid, tax), basisPoints).total());
  }
}
