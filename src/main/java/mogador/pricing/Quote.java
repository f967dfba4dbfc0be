package mogador.pricing;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.sites.Tariff;

/**
 * What a stretch of time costs, line by line.
 *
 * <p>It is the cheapest set of units, VAT included, that together are at least as long as the
 * stretch on the wall clock. Each unit's price and VAT are whole centimes, rounded half up once,
 * before anything is added; so under one tariff no stretch costs more than its parts, nor less than
 * a part of it, to the centime.
 *
 * @param lines the longest unit first; none for no time
 * @param beforeTax the sum of the lines
 * @param tax the sum of the lines'
 */
public record Quote(List<Line> lines, Money beforeTax, Money tax, Vat vat) {
  private static final long QUARTER_SECONDS = 15 * 60;

  public Quote {
    lines = List.copyOf(lines);
  }

  /**
   * The price of a stretch between two wall-clock times of the site; a quarter of an hour that has
   * begun counts whole. Costs nothing when {@code to} is not after {@code from}.
   *
   * @param member whether the members' price counts
   */
  public static Quote of(Tariff tariff, LocalDateTime from, LocalDateTime to, boolean member) {
    return of(tariff, quarters(from, to), member);
  }

  static Quote of(Tariff tariff, long quarters, boolean member) {
    if (quarters == 0) return free(tariff.vat());
    List<Line> lines = CheapestUnits.of(tariff, member).cover(quarters);
    long beforeTax = 0;
    long tax = 0;
    for (Line line : lines) {
      beforeTax += line.beforeTax().centimes();
      tax += line.tax().centimes();
    }
    return new Quote(lines, Money.ofCentimes(beforeTax), Money.ofCentimes(tax), tariff.vat());
  }

  static Quote free(Vat vat) {
    return new Quote(List.of(), Money.ZERO, Money.ZERO, vat);
  }

  /** The quarters of an hour between two wall-clock times, one that has begun included. */
  static long quarters(LocalDateTime from, LocalDateTime to) {
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    return Math.ceilDiv(seconds, QUARTER_SECONDS);
  }

  /** VAT included. */
  public Money total() {
    return beforeTax.plus(tax);
  }
}
