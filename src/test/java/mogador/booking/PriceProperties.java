package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import mogador.kernel.Money;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SpaceKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every price, by Essaouira's tariff of a position: 25 an hour, 120 a day. */
class PriceProperties {
  private static final SiteDocument ESSAOUIRA = SeedSites.document("essaouira");
  private static final SiteZone ZONE = SiteZone.of(ESSAOUIRA.zone()).orElseThrow();
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-12-07T00:00");

  @Property
  void moreTimeNeverCostsLess(
      @ForAll @IntRange(min = 0, max = 95) int from,
      @ForAll @IntRange(min = 1, max = 95) int quarters) {
    assertThat(price(from, quarters).total())
        .isLessThanOrEqualTo(price(from, quarters + 1).total());
  }

  @Property
  void splittingNeverPays(
      @ForAll @IntRange(min = 0, max = 95) int from,
      @ForAll @IntRange(min = 1, max = 60) int first,
      @ForAll @IntRange(min = 1, max = 60) int second) {
    Money apart = price(from, first).total().plus(price(from + first, second).total());
    // Each part rounds its tax by half a centime at most.
    assertThat(price(from, first + second).total().centimes())
        .isLessThanOrEqualTo(apart.centimes() + 1);
  }

  @Property
  void aDayIsTheMostThatADayCosts(
      @ForAll @IntRange(min = 0, max = 95) int from,
      @ForAll @IntRange(min = 1, max = 96) int quarters) {
    assertThat(price(from, quarters).total().centimes()).isBetween(1L, 2 * 14_400L);
  }

  @Property
  void theTaxIsWithinThePrice(
      @ForAll @IntRange(min = 0, max = 95) int from,
      @ForAll @IntRange(min = 1, max = 96) int quarters) {
    Price price = price(from, quarters);
    assertThat(price.vat().on(price.total().minus(price.tax()))).isEqualTo(price.tax());
  }

  private static Price price(int from, int quarters) {
    LocalDateTime start = MONDAY.plusMinutes(15L * from);
    LocalDateTime end = start.plusMinutes(15L * quarters);
    var time =
        new BookedTime(start, end, new TimeSlot(ZONE.firstInstant(start), ZONE.firstInstant(end)));
    return Price.of(ESSAOUIRA.prices(), SpaceKind.POSITION, time);
  }
}
