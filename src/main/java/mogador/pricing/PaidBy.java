package mogador.pricing;

import java.util.Locale;
import java.util.Optional;

/** What time is paid with. */
public enum PaidBy {
  MONEY,
  PASS,
  CREDIT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in the API and the database, e.g. {@code pass}. */
  public String code() {
    return code;
  }

  public static Optional<PaidBy> of(String code) {
    for (PaidBy by : values()) if (by.code.equals(code)) return Optional.of(by);
    return Optional.empty();
  }
}
