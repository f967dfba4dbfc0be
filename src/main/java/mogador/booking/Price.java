package mogador.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.sites.Prices;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * What a booking costs.
 *
 * @param total VAT included
 * @param tax the VAT in it
 */
public record Price(Money total, Money tax, Vat vat) {
  static final Price FREE = new Price(Money.ZERO, Money.ZERO, Vat.NONE);

  /** The price of a space for a time; a kind without a price costs nothing. */
  static Price of(Site site, Space space, BookedTime time) {
    return of(site.prices(), space.kind(), time);
  }

  static Price of(Prices prices, SpaceKind kind, BookedTime time) {
    Optional<Prices.Price> tariff = prices.of(kind);
    if (tariff.isEmpty()) return FREE;
    Money beforeTax = beforeTax(tariff.get(), time);
    var vat = new Vat(tariff.get().vatRateBp());
    Money tax = vat.on(beforeTax);
    return new Price(beforeTax.plus(tax), tax, vat);
  }

  /** By the minute at the hour's price, each calendar day at most at the day's. */
  private static Money beforeTax(Prices.Price tariff, BookedTime time) {
    Money sum = Money.ZERO;
    LocalDateTime reached = time.from();
    while (reached.isBefore(time.to())) {
      LocalDate next = reached.toLocalDate().plusDays(1);
      LocalDateTime until =
          next.atStartOfDay().isBefore(time.to()) ? next.atStartOfDay() : time.to();
      Money byTheHour =
          Money.ofCentimes(tariff.hourCentimes())
              .times(Duration.between(reached, until).toMinutes(), 60);
      Money day = Money.ofCentimes(tariff.dayCentimes());
      sum = sum.plus(byTheHour.compareTo(day) < 0 ? byTheHour : day);
      reached = until;
    }
    return sum;
  }
}
