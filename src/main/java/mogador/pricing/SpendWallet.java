package mogador.pricing;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.pricing.Payer.Holder;
import mogador.pricing.WalletStore.Credit;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;

/** Pays for bookings out of packs and credits, and gives back, in the booking's transaction. */
final class SpendWallet {
  private SpendWallet() {}

  /** The minutes of credit there are for a stretch, with those not yet given. Locks nothing. */
  static int minutes(Sql sql, Holder holder, Stretch stretch) {
    return switch (holder) {
      case Holder.OfPerson person -> 0;
      case Holder.OfCompany(UUID company) -> {
        Credit credit =
            WalletStore.credit(sql, company, stretch, false).orElse(new Credit(company, 0, 0));
        yield credit.minutes() + notYetGiven(sql, company, stretch, credit);
      }
    };
  }

  static Payment spend(
      Sql sql,
      UUID booking,
      Payer payer,
      Stretch stretch,
      Tariff tariff,
      boolean member,
      Instant now) {
    List<PackBalance> packs = packs(sql, payer.holder(), stretch, tariff, true);
    Optional<Credit> credit = lockedCredit(sql, payer.holder(), stretch, now);
    Payment payment =
        Payment.pay(
            tariff, member, stretch.quarters(), packs, credit.map(Credit::minutes).orElse(0));
    payment
        .passes()
        .forEach(
            (pack, count) ->
                WalletStore.enterPasses(sql, pack, "spent", -count, Optional.of(booking), now));
    if (payment.creditMinutes() > 0) {
      UUID id = credit.orElseThrow().id();
      WalletStore.enterCredit(
          sql, id, "spent", -payment.creditMinutes(), Optional.of(booking), now);
    }
    return payment;
  }

  static GivenBack giveBack(Sql sql, UUID booking, int shareBasisPoints, Instant now) {
    if (shareBasisPoints == 0 || !WalletStore.wasUsed(sql, booking)) return GivenBack.NOTHING;
    Map<PriceUnit, Integer> passes =
        givePasses(sql, booking, WalletStore.passesOf(sql, booking), shareBasisPoints, now);
    int minutes = 0;
    for (Credit credit : WalletStore.creditOf(sql, booking)) {
      int back = part(credit.minutes(), shareBasisPoints);
      if (back == 0) continue;
      WalletStore.enterCredit(sql, credit.id(), "given_back", back, Optional.of(booking), now);
      minutes += back;
    }
    return new GivenBack(passes, minutes);
  }

  /** Of each unit whole passes only, first to the packs that last longest. */
  private static Map<PriceUnit, Integer> givePasses(
      Sql sql, UUID booking, List<PackBalance> used, int shareBasisPoints, Instant now) {
    Map<PriceUnit, Integer> due = new EnumMap<>(PriceUnit.class);
    for (PackBalance pack : used) due.merge(pack.unit(), pack.passes(), Integer::sum);
    due.replaceAll((unit, count) -> part(count, shareBasisPoints));
    due.values().removeIf(count -> count == 0);
    Map<PriceUnit, Integer> left = new EnumMap<>(due);
    for (PackBalance pack : used) {
      int back = Math.min(pack.passes(), left.getOrDefault(pack.unit(), 0));
      if (back == 0) continue;
      left.merge(pack.unit(), -back, Integer::sum);
      WalletStore.enterPasses(sql, pack.id(), "given_back", back, Optional.of(booking), now);
    }
    return due;
  }

  static List<PackBalance> packs(
      Sql sql, Holder holder, Stretch stretch, Tariff tariff, boolean locking) {
    if (tariff.passes().isEmpty()) return List.of();
    return WalletStore.packs(sql, holder, stretch, tariff.passes(), locking);
  }

  /** The month's credits, with what is due for what the company leases entered. */
  private static Optional<Credit> lockedCredit(
      Sql sql, Holder holder, Stretch stretch, Instant now) {
    if (!(holder instanceof Holder.OfCompany(UUID company))) return Optional.empty();
    Optional<Credit> found = WalletStore.credit(sql, company, stretch, true);
    int due = notYetGiven(sql, company, stretch, found.orElse(new Credit(company, 0, 0)));
    if (found.isPresent() && due == 0) return found;
    if (found.isEmpty()) {
      if (due == 0) return Optional.empty();
      WalletStore.openCredit(
          sql, company, stretch.site().id(), stretch.kind(), stretch.month(), now);
      found = WalletStore.credit(sql, company, stretch, true);
      // Someone else may have opened and filled it meanwhile.
      due = notYetGiven(sql, company, stretch, found.orElseThrow());
      if (due == 0) return found;
    }
    Credit credit = found.orElseThrow();
    WalletStore.enterCredit(sql, credit.id(), "leased", due, Optional.empty(), now);
    return Optional.of(new Credit(credit.id(), credit.minutes() + due, credit.leased() + due));
  }

  private static int notYetGiven(Sql sql, UUID company, Stretch stretch, Credit credit) {
    Integer rule = stretch.site().prices().credits().get(stretch.kind());
    if (rule == null) return 0;
    var leased = WalletStore.leased(sql, company, stretch.site().id(), stretch.month());
    int all = LeasedCredit.minutes(leased, stretch.month(), rule);
    return Math.max(0, all - credit.leased());
  }

  private static int part(int of, int shareBasisPoints) {
    return Math.toIntExact((long) of * shareBasisPoints / CancellationRule.ALL);
  }
}
