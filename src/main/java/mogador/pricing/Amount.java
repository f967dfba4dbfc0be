package mogador.pricing;

import mogador.kernel.Money;

/**
 * An amount paid or given back, and the VAT in it.
 *
 * @param total VAT included
 * @param tax from nothing to all of it
 */
public record Amount(Money total, Money tax) {
  public static final Amount ZERO = new Amount(Money.ZERO, Money.ZERO);

  public Amount {
    if (tax.compareTo(Money.ZERO) < 0 || total.compareTo(tax) < 0) {
      throw new IllegalArgumentException("a tax of " + tax + " in " + total);
    }
  }

  public Money beforeTax() {
    return total.minus(tax);
  }

  public Amount minus(Amount other) {
    return new Amount(total.minus(other.total), tax.minus(other.tax));
  }

  /**
   * What is left of it once so much was paid back, with its share of the tax.
   *
   * @param paidBack VAT included, at most all of it
   */
  public Amount without(Money paidBack) {
    return total.equals(Money.ZERO)
        ? this
        : part(total.minus(paidBack).centimes(), total.centimes());
  }

  /**
   * A part of it, total and tax each rounded half up to the centime; what is left is an amount too.
   *
   * @param numerator from 0 to {@code denominator}
   */
  Amount part(long numerator, long denominator) {
    if (numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is no part");
    }
    return new Amount(total.times(numerator, denominator), tax.times(numerator, denominator));
  }
}
