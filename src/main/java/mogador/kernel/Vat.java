package mogador.kernel;

/**
 * A rate of value added tax (TVA) in basis points: 2,000 is 20 %.
 *
 * <p>Furnished or equipped premises, meeting rooms and desks are at 20 %; bare professional
 * premises are outside VAT unless the lessor opts for it (CGI, art. 89 to 99).
 */
public record Vat(int basisPoints) {
  public static final Vat NONE = new Vat(0);
  public static final Vat STANDARD = new Vat(2_000);

  public Vat {
    if (basisPoints < 0 || basisPoints > 10_000) {
      throw new IllegalArgumentException("a VAT rate is from 0 to 10,000 basis points");
    }
  }

  /** The tax on an amount before tax, to the centime. */
  public Money on(Money beforeTax) {
    return beforeTax.times(basisPoints, 10_000);
  }
}
