package mogador.booking;

import java.time.Instant;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.pricing.Payer;
import mogador.pricing.Payment;
import mogador.pricing.Stretch;
import mogador.pricing.Wallets;
import mogador.sites.Site;
import mogador.sites.Space;

/** What a booking costs its payer: with passes, credits and money. */
final class Payments {
  private final Wallets wallets;

  Payments(Wallets wallets) {
    this.wallets = wallets;
  }

  /** In money alone. */
  Price price(Payer payer, Site site, Space space, BookedTime time) {
    return Price.of(wallets.quote(payer, stretch(site, space, time)));
  }

  /** Whether anything but money may pay. */
  boolean mayUseWallet(Payer payer, Site site, Space space, BookedTime time) {
    return wallets.mayPay(payer, stretch(site, space, time));
  }

  /** What it would cost now; changes nothing. */
  Price preview(Payer payer, Site site, Space space, BookedTime time) {
    return price(wallets.preview(payer, stretch(site, space, time)));
  }

  /** Pays as far as passes and credits go, within the transaction that keeps the booking. */
  Price spend(
      Sql sql, UUID booking, Payer payer, Site site, Space space, BookedTime time, Instant now) {
    return price(wallets.spend(sql, booking, payer, stretch(site, space, time), now));
  }

  /** Pays anew for a booking that is moved: what it had comes back first. */
  Price again(
      Sql sql, UUID booking, Payer payer, Site site, Space space, BookedTime time, Instant now) {
    wallets.giveBack(sql, booking, 10_000, now);
    // Not asked beforehand whether it may: that would take a second connection in a transaction.
    return spend(sql, booking, payer, site, space, time, now);
  }

  private static Price price(Payment payment) {
    return new Price(
        payment.money().total(), payment.money().tax(), payment.money().vat(), payment.lines());
  }

  private static Stretch stretch(Site site, Space space, BookedTime time) {
    return new Stretch(site, space.kind(), time.from(), time.to());
  }
}
