package mogador.leasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import org.junit.jupiter.api.Test;

class RentOfMonthTest {
  private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

  @Test
  void aWholeMonthIsAreaTimesRate() {
    // 24.5 m² at 50 DH
    assertThat(RentOfMonth.of(lease(245_000, 5_000, "2026-01-01", "2028-01-01"), DECEMBER))
        .isEqualTo(new RentOfMonth(31, 31, Money.ofCentimes(122_500)));
  }

  @Test
  void aMonthBegunIsProratedByItsActualDays() {
    // From the 12th: 20 of 31 days of 1,225.00 DH is 790.3225…
    assertThat(RentOfMonth.of(lease(245_000, 5_000, "2026-12-12", "2028-01-01"), DECEMBER))
        .isEqualTo(new RentOfMonth(20, 31, Money.ofCentimes(79_032)));
  }

  @Test
  void februaryHasItsOwnDays() {
    assertThat(
            RentOfMonth.of(
                lease(100_000, 10_000, "2026-02-01", "2026-02-15"), YearMonth.of(2026, 2)))
        .isEqualTo(new RentOfMonth(14, 28, Money.ofCentimes(50_000)));
  }

  @Test
  void halfACentimeIsRoundedUp() {
    // 1 m² × 0.01 DH for 1 of 2 halves: 15 of 30 days of 1 centime
    assertThat(
            RentOfMonth.of(lease(10_000, 1, "2026-11-16", "2026-12-01"), YearMonth.of(2026, 11))
                .rent())
        .isEqualTo(Money.ofCentimes(1));
  }

  @Test
  void aMonthOutsideTheLeaseOwesNothing() {
    assertThat(RentOfMonth.of(lease(245_000, 5_000, "2027-01-01", "2028-01-01"), DECEMBER))
        .isEqualTo(new RentOfMonth(0, 31, Money.ZERO));
  }

  static Lease lease(long areaCm2, long rate, String from, String to) {
    return new Lease(
        new UUID(0, 1),
        "L-TAN-000001",
        "tanger",
        new UUID(0, 2),
        "Atlas Data",
        List.of(new Lease.Leased(1, areaCm2)),
        LocalDate.parse(from),
        LocalDate.parse(to),
        Money.ofCentimes(rate),
        Vat.NONE);
  }
}
