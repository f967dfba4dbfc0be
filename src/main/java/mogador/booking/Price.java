package mogador.booking;

import java.util.List;
import java.util.Optional;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.pricing.Line;
import mogador.pricing.Quote;
import mogador.sites.Prices;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;

/**
 * What a booking costs.
 *
 * @param total VAT included
 * @param tax the VAT in it
 * @param lines how it comes about, the longest unit first
 */
public record Price(Money total, Money tax, Vat vat, List<Line> lines) {
  static final Price FREE = new Price(Money.ZERO, Money.ZERO, Vat.NONE);

  public Price {
    lines = List.copyOf(lines);
  }

  /** A price whose lines nobody knows. */
  Price(Money total, Money tax, Vat vat) {
    this(total, tax, vat, List.of());
  }

  /** The price of a space for a time; a kind without a price costs nothing. */
  static Price of(Site site, Space space, BookedTime time) {
    return of(site.prices(), space.kind(), time, false);
  }

  /** The same for a member of a company of the site. */
  static Price ofMember(Site site, Space space, BookedTime time) {
    return of(site.prices(), space.kind(), time, true);
  }

  static Price of(Prices prices, SpaceKind kind, BookedTime time, boolean member) {
    Optional<Tariff> tariff = prices.of(kind, time.from().toLocalDate());
    if (tariff.isEmpty()) return FREE;
    return of(Quote.of(tariff.get(), time.from(), time.to(), member));
  }

  static Price of(Quote quote) {
    return new Price(quote.total(), quote.tax(), quote.vat(), quote.lines());
  }

  /**
   * The VAT in a part of this price: in proportion, to the nearest centime, a half up. What is in a
   * refund and what is in the rest are all of {@link #tax}.
   *
   * @param part from nothing to the total, VAT included
   */
  Money taxIn(Money part) {
    return total.centimes() == 0 ? Money.ZERO : tax.times(part.centimes(), total.centimes());
  }

  Money beforeTax() {
    return total.minus(tax);
  }
}
