package mogador.pricing;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;

/**
 * Says how a payer would pay for one stretch after another, as {@link Wallets#spend} would in the
 * same order: what has paid for one is gone for the next. Locks and changes nothing.
 */
public final class Purse {
  private final Wallets wallets;
  private final Sql sql;
  private final Payer payer;
  private final Map<UUID, Integer> passes = new HashMap<>();
  private final Map<Month, Integer> minutes = new HashMap<>();

  /** Whose credits pay: they are by site, kind and month. */
  private record Month(String site, SpaceKind kind, YearMonth month) {}

  Purse(Wallets wallets, Sql sql, Payer payer) {
    this.wallets = wallets;
    this.sql = sql;
    this.payer = payer;
  }

  public Payment pay(Stretch stretch) {
    Optional<Tariff> tariff = Wallets.tariff(payer, stretch);
    if (tariff.isEmpty()) return Payment.nothing();
    boolean member = wallets.pays(sql, payer, stretch, tariff.get());
    if (!wallets.mayPay(sql, payer, stretch)) {
      return Payment.of(Quote.of(tariff.get(), stretch.from(), stretch.to(), member));
    }
    var month = new Month(stretch.site().id(), stretch.kind(), stretch.month());
    Payment payment =
        Payment.pay(
            tariff.get(),
            member,
            stretch.quarters(),
            packs(stretch, tariff.get()),
            Math.max(0, credit(stretch) - minutes.getOrDefault(month, 0)));
    payment.passes().forEach((pack, count) -> passes.merge(pack, count, Integer::sum));
    minutes.merge(month, payment.creditMinutes(), Integer::sum);
    return payment;
  }

  private int credit(Stretch stretch) {
    return SpendWallet.minutes(sql, payer.holder(), stretch);
  }

  private List<PackBalance> packs(Stretch stretch, Tariff tariff) {
    return SpendWallet.packs(sql, payer.holder(), stretch, tariff, false).stream()
        .map(pack -> pack.less(passes.getOrDefault(pack.id(), 0)))
        .toList();
  }
}
