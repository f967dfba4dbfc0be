package mogador.pricing;

import mogador.kernel.Money;
import mogador.sites.PriceUnit;

/**
 * So many units of time, and what they cost.
 *
 * @param by what they are paid with; passes and credits cost nothing
 * @param unitPrice of one, before tax
 * @param beforeTax {@code count} times {@code unitPrice}
 * @param tax the VAT on it: {@code count} times that of one unit, which is rounded half up
 */
public record Line(
    PaidBy by, PriceUnit unit, long count, Money unitPrice, Money beforeTax, Money tax) {
  static Line money(PriceUnit unit, long count, Money price, Money tax) {
    return new Line(PaidBy.MONEY, unit, count, price, price.by(count), tax.by(count));
  }

  static Line free(PaidBy by, PriceUnit unit, long count) {
    return new Line(by, unit, count, Money.ZERO, Money.ZERO, Money.ZERO);
  }
}
