package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What must hold of every quote, whatever the tariff: sensible or not, units missing, prices that
 * no quarter divides and taxes of half a centime.
 */
class QuoteProperties {
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-12-07T00:00");

  /** A little over two months in quarters of an hour. */
  private static final int MOST = 6_100;

  @Property
  void noSetOfUnitsLongEnoughIsCheaper(
      @ForAll("tariffs") Tariff tariff,
      @ForAll boolean member,
      @ForAll @IntRange(min = 0, max = MOST) int quarters) {
    assertThat(quote(tariff, member, 0, quarters).total().centimes())
        .isEqualTo(cheapestByTryingAll(tariff, member, quarters));
  }

  @Property
  void theUnitsAreLongEnoughAndTheLinesAddUp(
      @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(min = 0, max = MOST) int quarters) {
    Quote quote = quote(tariff, false, 0, quarters);
    long length =
        quote.lines().stream().mapToLong(line -> line.count() * line.unit().minutes()).sum();
    assertThat(length).isGreaterThanOrEqualTo(quarters * 15L);
    Money beforeTax = Money.ZERO;
    Money tax = Money.ZERO;
    for (Line line : quote.lines()) {
      assertThat(line.count()).isPositive();
      assertThat(line.beforeTax()).isEqualTo(line.unitPrice().by(line.count()));
      assertThat(line.tax()).isEqualTo(tariff.vat().on(line.unitPrice()).by(line.count()));
      beforeTax = beforeTax.plus(line.beforeTax());
      tax = tax.plus(line.tax());
    }
    assertThat(quote.beforeTax()).isEqualTo(beforeTax);
    assertThat(quote.tax()).isEqualTo(tax);
    assertThat(quote.total()).isEqualTo(beforeTax.plus(tax)).isGreaterThanOrEqualTo(Money.ZERO);
    assertThat(quote.lines()).extracting(Line::unit).doesNotHaveDuplicates();
  }

  @Property
  void splittingNeverPays(
      @ForAll("tariffs") Tariff tariff,
      @ForAll @IntRange(min = 0, max = MOST / 2) int first,
      @ForAll @IntRange(min = 0, max = MOST / 2) int second) {
    Money whole = quote(tariff, false, 0, first + second).total();
    Money parts =
        quote(tariff, false, 0, first)
            .total()
            .plus(quote(tariff, false, first, first + second).total());
    assertThat(whole).isLessThanOrEqualTo(parts);
  }

  @Property
  void moreTimeNeverCostsLess(
      @ForAll("tariffs") Tariff tariff,
      @ForAll @IntRange(min = 0, max = MOST - 100) int quarters,
      @ForAll @IntRange(min = 1, max = 100) int more) {
    assertThat(quote(tariff, false, 0, quarters).total())
        .isLessThanOrEqualTo(quote(tariff, false, 0, quarters + more).total());
  }

  @Property
  void theSameLengthCostsTheSameWhereverItBegins(
      @ForAll("tariffs") Tariff tariff,
      @ForAll @IntRange(min = -40_000, max = 40_000) int from,
      @ForAll @IntRange(min = 1, max = 700) int quarters) {
    assertThat(quote(tariff, false, from, from + quarters))
        .isEqualTo(quote(tariff, false, 0, quarters));
  }

  @Property
  void noTimeCostsNothing(@ForAll("tariffs") Tariff tariff, @ForAll boolean member) {
    Quote quote = quote(tariff, member, 0, 0);
    assertThat(quote.total()).isEqualTo(Money.ZERO);
    assertThat(quote.lines()).isEmpty();
    assertThat(quote(tariff, member, 5, 1)).isEqualTo(quote);
  }

  /** Every stretch by the cheapest last unit, from the shortest stretch on. */
  private static long cheapestByTryingAll(Tariff tariff, boolean member, int quarters) {
    Map<Integer, Long> units = new java.util.HashMap<>();
    tariff
        .of(member)
        .forEach(
            (unit, price) ->
                units.put(unit.minutes() / 15, withTax(tariff, Money.ofCentimes(price))));
    Long hour = tariff.of(member).get(PriceUnit.HOUR);
    if (hour != null) units.put(1, withTax(tariff, Money.ofCentimes(hour).times(1, 4)));
    long[] cheapest = new long[quarters + 1];
    Arrays.fill(cheapest, Long.MAX_VALUE);
    cheapest[0] = 0;
    for (int length = 1; length <= quarters; length++) {
      for (Map.Entry<Integer, Long> unit : units.entrySet()) {
        long cost = unit.getValue() + cheapest[Math.max(0, length - unit.getKey())];
        cheapest[length] = Math.min(cheapest[length], cost);
      }
    }
    return cheapest[quarters];
  }

  private static long withTax(Tariff tariff, Money price) {
    return price.plus(tariff.vat().on(price)).centimes();
  }

  private static Quote quote(Tariff tariff, boolean member, int from, int to) {
    return Quote.of(tariff, MONDAY.plusMinutes(15L * from), MONDAY.plusMinutes(15L * to), member);
  }

  /** From nonsense to what a park would ask: a longer unit at a discount. */
  @Provide
  Arbitrary<Tariff> tariffs() {
    Arbitrary<Map<PriceUnit, Long>> any =
        Arbitraries.maps(
                Arbitraries.of(PriceUnit.OF_TARIFFS), Arbitraries.longs().between(0, 50_000))
            .ofMinSize(1);
    Arbitrary<Map<PriceUnit, Long>> sensible =
        Combinators.combine(
                Arbitraries.longs().between(1, 9_999),
                Arbitraries.integers().between(30, 99).list().ofSize(4),
                Arbitraries.of(PriceUnit.OF_TARIFFS).set().ofMaxSize(3))
            .as(QuoteProperties::discounted);
    Arbitrary<Vat> vat = Arbitraries.of(0, 700, 1_000, 1_450, 2_000).map(Vat::new);
    Arbitrary<Map<PriceUnit, Long>> lists = Arbitraries.oneOf(List.of(any, sensible));
    return Combinators.combine(
            lists,
            Arbitraries.oneOf(List.of(Arbitraries.just(Map.<PriceUnit, Long>of()), lists)),
            vat)
        .as((prices, members, rate) -> new Tariff(prices, members, rate, Set.of()));
  }

  private static Map<PriceUnit, Long> discounted(
      long hour, List<Integer> percents, Set<PriceUnit> without) {
    Map<PriceUnit, Long> prices = new EnumMap<>(PriceUnit.class);
    long price = hour;
    prices.put(PriceUnit.HOUR, price);
    for (int i = 1; i < PriceUnit.OF_TARIFFS.size(); i++) {
      PriceUnit unit = PriceUnit.OF_TARIFFS.get(i);
      int times = unit.minutes() / PriceUnit.OF_TARIFFS.get(i - 1).minutes();
      price = price * times * percents.get(i - 1) / 100;
      prices.put(unit, price);
    }
    prices.keySet().removeAll(without);
    if (prices.isEmpty()) prices.put(PriceUnit.HOUR, hour);
    return prices;
  }
}
