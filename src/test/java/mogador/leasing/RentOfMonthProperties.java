package mogador.leasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import mogador.kernel.Money;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RentOfMonthProperties {
  @Property
  void twoLeasesBackToBackOweTheMonthWithinACentime(
      @ForAll @LongRange(min = 1, max = 100_000_000) long areaCm2,
      @ForAll @LongRange(min = 0, max = 100_000) long rate,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 2, max = 28) int day) {
    YearMonth of = YearMonth.of(2026, month);
    LocalDate cut = of.atDay(day);
    Money whole = rent(areaCm2, rate, of.atDay(1), of.plusMonths(1).atDay(1), of);
    Money first = rent(areaCm2, rate, of.atDay(1), cut, of);
    Money second = rent(areaCm2, rate, cut, of.plusMonths(1).atDay(1), of);
    assertThat(Math.abs(first.plus(second).minus(whole).centimes())).isLessThanOrEqualTo(1);
  }

  @Property
  void moreDaysNeverCostLess(
      @ForAll @LongRange(min = 1, max = 100_000_000) long areaCm2,
      @ForAll @LongRange(min = 0, max = 100_000) long rate,
      @ForAll @IntRange(min = 2, max = 27) int day) {
    YearMonth of = YearMonth.of(2026, 2);
    assertThat(rent(areaCm2, rate, of.atDay(1), of.atDay(day), of))
        .isLessThanOrEqualTo(rent(areaCm2, rate, of.atDay(1), of.atDay(day + 1), of));
  }

  private static Money rent(long areaCm2, long rate, LocalDate from, LocalDate to, YearMonth of) {
    return RentOfMonth.of(RentOfMonthTest.lease(areaCm2, rate, from.toString(), to.toString()), of)
        .rent();
  }
}
