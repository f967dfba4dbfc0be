package mogador.booking;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.platform.Sql;
import mogador.pricing.Payer;
import mogador.pricing.Payment;
import mogador.pricing.Purse;
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

  /** Who pays for a booking: the company it is for, or its holder, with their companies' prices. */
  static Payer payer(Sql sql, Actor actor, UUID holder, Optional<UUID> company) {
    if (company.isPresent()) return Payer.company(company.get());
    boolean self = holder.equals(actor.id());
    Optional<Person> person = self ? Optional.of(actor.person()) : People.byId(sql, holder);
    if (person.filter(WalkIn::is).isPresent()) return Payer.free(holder);
    return Payer.person(holder, self ? actor.companies() : People.companiesOf(sql, holder));
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

  /** What one place after the other would cost, each with what those before it leave. */
  BiFunction<Space, BookedTime, Price> inTurn(Sql sql, Payer payer, Site site) {
    Purse purse = wallets.purse(sql, payer);
    return (space, time) -> price(purse.pay(stretch(site, space, time)));
  }

  /** Pays as far as passes and credits go, within the transaction that keeps the booking. */
  Price spend(
      Sql sql, UUID booking, Payer payer, Site site, Space space, BookedTime time, Instant now) {
    return price(wallets.spend(sql, booking, payer, stretch(site, space, time), now));
  }

  /** The same booking paid for anew, where and when it is: what it had comes back first. */
  Booking again(Sql sql, Actor actor, Booking booking, Site site, Space space, Instant now) {
    wallets.giveBack(sql, booking.id(), 10_000, now);
    Payer payer = payer(sql, actor, booking.person(), booking.parties().company());
    // Not asked beforehand whether it may: that would take a second connection in a transaction.
    return booking.costing(spend(sql, booking.id(), payer, site, space, booking.time(), now));
  }

  private static Price price(Payment payment) {
    return new Price(
        payment.money().total(), payment.money().tax(), payment.money().vat(), payment.lines());
  }

  private static Stretch stretch(Site site, Space space, BookedTime time) {
    return new Stretch(site, space.kind(), time.from(), time.to());
  }
}
