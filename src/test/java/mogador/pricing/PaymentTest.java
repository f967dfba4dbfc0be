package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.pricing.LeasedCredit.Leased;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;
import org.junit.jupiter.api.Test;

class PaymentTest {
  private static final Tariff SEAT =
      Tariff.of(
          Map.of(PriceUnit.HOUR, 2_500L, PriceUnit.HALF_DAY, 7_000L, PriceUnit.DAY, 12_000L),
          Vat.STANDARD);
  private static final LocalDate SOON = LocalDate.parse("2026-12-31");
  private static final LocalDate LATER = LocalDate.parse("2027-06-30");

  @Test
  void aDaysPassPaysForAWorkingDay() {
    assertThat(lines(8 * 60, 0, pack(PriceUnit.DAY, 3, SOON))).isEqualTo("1 day by pass");
  }

  @Test
  void aDaysPassDoesNotGoForAnHour() {
    assertThat(lines(60, 0, pack(PriceUnit.DAY, 3, SOON))).isEqualTo("1 hour by money");
  }

  @Test
  void whatIsOverADayIsPaidOtherwise() {
    assertThat(lines(25 * 60, 0, pack(PriceUnit.DAY, 3, SOON)))
        .isEqualTo("1 day by pass, 1 hour by money");
  }

  @Test
  void threeHoursTakeHalfADaysPassAndCreditsPayTheRest() {
    assertThat(lines(8 * 60, 45, pack(PriceUnit.HALF_DAY, 1, SOON), pack(PriceUnit.HOUR, 3, SOON)))
        .isEqualTo(
            "1 half_day by pass, 3 hour by pass, 45 minute by credit, 1 quarter_hour by money");
  }

  @Test
  void creditsPayWholeQuartersOnly() {
    assertThat(lines(60, 44)).isEqualTo("30 minute by credit, 2 quarter_hour by money");
  }

  @Test
  void thePackThatEndsFirstIsUsedFirst() {
    PackBalance later = pack(PriceUnit.DAY, 3, LATER);
    PackBalance soon = pack(PriceUnit.DAY, 1, SOON);
    Payment payment = Payment.pay(SEAT, false, 2 * 96, List.of(later, soon), 0);
    assertThat(payment.passes()).isEqualTo(Map.of(soon.id(), 1, later.id(), 1));
    assertThat(payment.money().total()).isEqualTo(Money.ZERO);
  }

  @Test
  void noPassGoesForWhatCostsNothing() {
    Tariff free = new Tariff(Map.of(PriceUnit.HOUR, 0L), Map.of(), Vat.NONE, Set.of());
    Payment payment = Payment.pay(free, false, 96, List.of(pack(PriceUnit.DAY, 1, SOON)), 600);
    assertThat(payment.usesWallet()).isFalse();
  }

  @Test
  void sixMinutesForASquareMetreAreProratedByTheDaysOfTheLease() {
    YearMonth december = YearMonth.parse("2026-12");
    LocalDate day = LocalDate.parse("2026-12-12");
    assertThat(
            LeasedCredit.minutes(
                List.of(new Leased(day.minusYears(1), LATER, 240_000)), december, 600))
        .isEqualTo(144);
    assertThat(LeasedCredit.minutes(List.of(new Leased(day, LATER, 240_000)), december, 600))
        .as("20 of 31 days, 92.9 rounded down")
        .isEqualTo(92);
    assertThat(
            LeasedCredit.minutes(
                List.of(new Leased(day, day.plusDays(1), 240_000)), december.plusMonths(1), 600))
        .isZero();
  }

  private static PackBalance pack(PriceUnit unit, int passes, LocalDate endsOn) {
    return new PackBalance(UUID.randomUUID(), unit, passes, endsOn);
  }

  private static String lines(int minutes, int credit, PackBalance... packs) {
    Payment payment = Payment.pay(SEAT, false, minutes / 15, Arrays.asList(packs), credit);
    return payment.lines().stream()
        .map(l -> l.count() + " " + l.unit().code() + " by " + l.by().code())
        .collect(Collectors.joining(", "));
  }
}
