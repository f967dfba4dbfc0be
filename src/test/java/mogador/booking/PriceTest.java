package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import mogador.kernel.Money;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.sites.Prices;
import mogador.sites.SpaceKind;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final SiteZone MOROCCO = SiteZone.of("Africa/Casablanca").orElseThrow();
  private static final Prices PRICES =
      new Prices(Map.of(SpaceKind.POSITION, new Prices.Price(2_500, 12_000, 2_000)));

  @Test
  void anHourCostsAnHourWithItsTaxOnTop() {
    assertThat(price("2026-12-01T09:00", "2026-12-01T10:00"))
        .isEqualTo(new Price(Money.ofCentimes(3_000), Money.ofCentimes(500), Vat.STANDARD));
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
  void aNightIsPartOfTwoDays() {
    assertThat(price("2026-12-01T22:00", "2026-12-02T01:00").total())
        .isEqualTo(Money.ofCentimes(9_000));
  }

  @Test
  void whatHasNoPriceCostsNothing() {
    var time = time("2026-12-01T09:00", "2026-12-01T10:00");
    assertThat(Price.of(PRICES, SpaceKind.PHONE_BOOTH, time)).isEqualTo(Price.FREE);
  }

  private static Price price(String from, String to) {
    return Price.of(PRICES, SpaceKind.POSITION, time(from, to));
  }

  private static BookedTime time(String from, String to) {
    LocalDateTime start = LocalDateTime.parse(from);
    LocalDateTime end = LocalDateTime.parse(to);
    return new BookedTime(
        start, end, new TimeSlot(MOROCCO.firstInstant(start), MOROCCO.firstInstant(end)));
  }
}
