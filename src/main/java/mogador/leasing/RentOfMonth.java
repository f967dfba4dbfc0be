package mogador.leasing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import mogador.kernel.Money;

/**
 * What a lease owes for a month, before tax: m² × rate, prorated by the days it runs of the days
 * the month has, rounded once, half up, to the centime.
 *
 * @param days of the month on which the lease runs, 0 to {@code daysInMonth}
 */
record RentOfMonth(int days, int daysInMonth, Money rent) {
  private static final long CM2_PER_M2 = 10_000;

  static RentOfMonth of(Lease lease, YearMonth month) {
    LocalDate from = later(lease.startsOn(), month.atDay(1));
    LocalDate to = earlier(lease.endsOn(), month.plusMonths(1).atDay(1));
    int days = (int) Math.max(0, ChronoUnit.DAYS.between(from, to));
    Money rent =
        lease
            .rate()
            .times(Math.multiplyExact(lease.areaCm2(), days), CM2_PER_M2 * month.lengthOfMonth());
    return new RentOfMonth(days, month.lengthOfMonth(), rent);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }
}
