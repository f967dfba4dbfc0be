package mogador.pricing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** The minutes a month that a company has for what it leases. */
final class LeasedCredit {
  private static final long CM2_PER_M2 = 10_000;
  private static final long HUNDREDTHS = 100;

  private LeasedCredit() {}

  /** An area leased from a day to the day after the last. */
  record Leased(LocalDate startsOn, LocalDate endsOn, long areaCm2) {}

  /**
   * Its m² times the rule's minutes, for the days of the month on which leases run, rounded down.
   *
   * @param hundredthsPerM2 of a minute, for a whole month
   */
  static int minutes(List<Leased> leased, YearMonth month, int hundredthsPerM2) {
    long areaDays = 0;
    for (Leased lease : leased) areaDays += lease.areaCm2() * days(lease, month);
    long per = CM2_PER_M2 * HUNDREDTHS * month.lengthOfMonth();
    return Math.toIntExact(Math.min(areaDays * hundredthsPerM2 / per, Integer.MAX_VALUE / 2));
  }

  private static long days(Leased lease, YearMonth month) {
    long from = Math.max(lease.startsOn().toEpochDay(), month.atDay(1).toEpochDay());
    long to = Math.min(lease.endsOn().toEpochDay(), month.plusMonths(1).atDay(1).toEpochDay());
    return Math.max(0, to - from);
  }
}
