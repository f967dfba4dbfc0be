package mogador.leasing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * A site's rents of a month and what stands empty: {@code GET /ops/SITE/rents?month=2026-12}.
 *
 * @param lines by lease
 * @param rentCentimes the month's sum before tax
 * @param taxCentimes the VAT on it
 * @param officeAreaCm2 of all offices; 1 m² is 10,000 cm²
 * @param leasedAreaCm2 averaged over the month's days
 */
public record RentRollPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    YearMonth month,
    List<Line> lines,
    long rentCentimes,
    long taxCentimes,
    long officeAreaCm2,
    long leasedAreaCm2,
    List<Vacant> vacant) {

  /**
   * A lease's month.
   *
   * @param spaces names of its offices
   * @param lastDay the last day of the lease, included
   * @param days of the month on which it runs
   * @param rateCentimes per m² and month, before tax
   */
  public record Line(
      String reference,
      String company,
      List<LocalText> spaces,
      long areaCm2,
      long rateCentimes,
      LocalDate firstDay,
      LocalDate lastDay,
      int days,
      int daysInMonth,
      long rentCentimes,
      long taxCentimes) {}

  /** An office nobody leases that month. */
  public record Vacant(LocalText name, LocalText floor, long areaCm2) {}

  public RentRollPage {
    sites = List.copyOf(sites);
    lines = List.copyOf(lines);
    vacant = List.copyOf(vacant);
  }

  /** By area, 0 to 100, rounded. */
  public int leasedPercent() {
    return officeAreaCm2 == 0 ? 0 : (int) Math.round(100.0 * leasedAreaCm2 / officeAreaCm2);
  }
}
