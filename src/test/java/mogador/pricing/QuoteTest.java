package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;
import org.junit.jupiter.api.Test;

class QuoteTest {
  private static final Tariff SEAT =
      new Tariff(
          Map.of(
              PriceUnit.HOUR, 2_500L,
              PriceUnit.HALF_DAY, 7_000L,
              PriceUnit.DAY, 12_000L,
              PriceUnit.WEEK, 50_000L,
              PriceUnit.MONTH, 150_000L),
          Map.of(PriceUnit.DAY, 9_000L),
          Vat.STANDARD,
          Set.of());

  @Test
  void twoHoursAndThreeQuartersAreHoursAndQuarters() {
    assertThat(lines("2026-12-01T09:00", "2026-12-01T11:45"))
        .isEqualTo("2 hour 5000, 3 quarter_hour 1875");
  }

  @Test
  void threeHoursAreCheaperAsHalfADay() {
    assertThat(lines("2026-12-01T09:00", "2026-12-01T12:00")).isEqualTo("1 half_day 7000");
  }

  @Test
  void fiveHoursAreHalfADayAndAnHour() {
    assertThat(lines("2026-12-01T09:00", "2026-12-01T14:00"))
        .isEqualTo("1 half_day 7000, 1 hour 2500");
  }

  @Test
  void sixHoursAreADay() {
    assertThat(lines("2026-12-01T09:00", "2026-12-01T15:00")).isEqualTo("1 day 12000");
  }

  @Test
  void aMonthOfTheCalendarIsAMonthHoweverLong() {
    assertThat(lines("2026-12-01T00:00", "2027-01-01T00:00")).isEqualTo("1 month 150000");
    assertThat(lines("2027-02-01T00:00", "2027-03-01T00:00")).isEqualTo("1 month 150000");
  }

  @Test
  void eightDaysAreAWeekAndADay() {
    assertThat(lines("2026-12-01T08:00", "2026-12-09T08:00"))
        .isEqualTo("1 week 50000, 1 day 12000");
  }

  @Test
  void membersPayTheirOwnDayAndEverybodysHour() {
    var from = LocalDateTime.parse("2026-12-01T09:00");
    assertThat(Quote.of(SEAT, from, from.plusHours(10), true).beforeTax())
        .isEqualTo(Money.ofCentimes(9_000));
    assertThat(Quote.of(SEAT, from, from.plusHours(1), true).beforeTax())
        .isEqualTo(Money.ofCentimes(2_500));
  }

  @Test
  void aQuarterThatHasBegunCountsWhole() {
    var from = LocalDateTime.parse("2026-12-01T09:00");
    assertThat(Quote.of(SEAT, from, from.plusMinutes(16), false))
        .isEqualTo(Quote.of(SEAT, from, from.plusMinutes(30), false));
  }

  @Test
  void linesReadAsTheyWereWritten() {
    var from = LocalDateTime.parse("2026-12-01T09:00");
    Quote quote = Quote.of(SEAT, from, from.plusMinutes(165), false);
    assertThat(LineJson.read(LineJson.write(quote.lines()))).isEqualTo(quote.lines());
  }

  private static String lines(String from, String to) {
    Quote quote = Quote.of(SEAT, LocalDateTime.parse(from), LocalDateTime.parse(to), false);
    return String.join(
        ", ",
        quote.lines().stream()
            .map(l -> l.count() + " " + l.unit().code() + " " + l.beforeTax().centimes())
            .toList());
  }
}
