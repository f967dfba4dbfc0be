package mogador.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount in Moroccan dirham, in whole centimes; rounded half up where a rate is applied. */
public record Money(long centimes) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  public static Money ofCentimes(long centimes) {
    return new Money(centimes);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(centimes, other.centimes));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(centimes, other.centimes));
  }

  /** So many times this amount. */
  public Money by(long count) {
    return new Money(Math.multiplyExact(centimes, count));
  }

  /** This amount times {@code numerator / denominator}, rounded half up to the centime. */
  public Money times(long numerator, long denominator) {
    return new Money(
        BigDecimal.valueOf(centimes)
            .multiply(BigDecimal.valueOf(numerator))
            .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  /** In dirham, two decimals. */
  public BigDecimal dirham() {
    return BigDecimal.valueOf(centimes, 2);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(centimes, other.centimes);
  }
}
