package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import mogador.kernel.Money;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.pricing.Line;
import mogador.sites.PriceUnit;
import mogador.sites.Prices;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final SiteZone MOROCCO = SiteZone.of("Africa/Casablanca").orElseThrow();
  private static final Tariff TARIFF =
      Tariff.of(Map.of(PriceUnit.HOUR, 2_500L, PriceUnit.DAY, 12_000L), Vat.STANDARD);
  private static final Tariff NEXT_YEAR = Tariff.of(Map.of(PriceUnit.HOUR, 3_000L), Vat.STANDARD);
  private static final Prices PRICES =
      new Prices(
          Map.of(SpaceKind.POSITION, TARIFF),
          List.of(
              new Prices.Dated(
                  LocalDate.parse("2027-01-01"), Map.of(SpaceKind.POSITION, NEXT_YEAR))),
          Map.of());

  @Test
  void anHourCostsAnHourWithItsTaxOnTop() {
    Price price = price("2026-12-01T09:00", "2026-12-01T10:00");
    assertThat(price.total()).isEqualTo(Money.ofCentimes(3_000));
    assertThat(price.tax()).isEqualTo(Money.ofCentimes(500));
    assertThat(price.beforeTax()).isEqualTo(Money.ofCentimes(2_500));
    assertThat(price.vat()).isEqualTo(Vat.STANDARD);
    assertThat(price.lines()).extracting(Line::unit).containsExactly(PriceUnit.HOUR);
  }

  @Test
  void theTaxInARefundIsItsShareAndNeverLeavesACentimeOver() {
    Price price = price("2026-12-01T09:00", "2026-12-01T09:15");
    assertThat(price.tax()).isEqualTo(Money.ofCentimes(125));
    assertThat(price.taxIn(price.total())).isEqualTo(price.tax());
    assertThat(price.taxIn(Money.ZERO)).isEqualTo(Money.ZERO);
    assertThat(price.taxIn(Money.ofCentimes(375))).isEqualTo(Money.ofCentimes(63));
    assertThat(Price.FREE.taxIn(Money.ZERO)).isEqualTo(Money.ZERO);
  }

  @Test
  void aQuarterHourCostsAQuarter() {
    assertThat(price("2026-12-01T09:00", "2026-12-01T09:15").total())
        .isEqualTo(Money.ofCentimes(750));
  }

  @Test
  void aLongDayCostsTheDay() {
    assertThat(price("2026-12-01T08:00", "2026-12-01T20:00").total())
        .isEqualTo(Money.ofCentimes(14_400));
  }

  @Test
  void aNightCostsItsHours() {
    assertThat(price("2026-12-01T22:00", "2026-12-02T01:00").total())
        .isEqualTo(Money.ofCentimes(9_000));
  }

  @Test
  void theTariffOfTheFirstDayCountsForTheWholeBooking() {
    assertThat(price("2026-12-31T23:00", "2027-01-01T01:00").total())
        .isEqualTo(Money.ofCentimes(6_000));
    assertThat(price("2027-01-01T00:00", "2027-01-01T02:00").total())
        .isEqualTo(Money.ofCentimes(7_200));
  }

  @Test
  void theNightTheClockIsSetBackCostsWhatTheClockShows() {
    // Morocco goes from UTC+1 to UTC+0 at 02:00 on 20 September 2026: three hours pass, or four.
    assertThat(price("2026-09-20T00:00", "2026-09-20T03:00").total())
        .isEqualTo(price("2026-09-19T00:00", "2026-09-19T03:00").total())
        .isEqualTo(price("2026-09-21T00:00", "2026-09-21T03:00").total());
  }

  @Test
  void whatHasNoPriceCostsNothing() {
    var time = time("2026-12-01T09:00", "2026-12-01T10:00");
    assertThat(Price.of(PRICES, SpaceKind.PHONE_BOOTH, time, false)).isEqualTo(Price.FREE);
  }

  private static Price price(String from, String to) {
    return Price.of(PRICES, SpaceKind.POSITION, time(from, to), false);
  }

  private static BookedTime time(String from, String to) {
    LocalDateTime start = LocalDateTime.parse(from);
    LocalDateTime end = LocalDateTime.parse(to);
    return new BookedTime(
        start, end, new TimeSlot(MOROCCO.firstInstant(start), MOROCCO.firstInstant(end)));
  }
}
