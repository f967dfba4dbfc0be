package mogador.sites;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stretch of wall-clock time that has a price, wherever on the clock it begins: a day is any 24
 * hours, a month any 31 days, so that no month of the calendar is longer.
 */
public enum PriceUnit {
  MINUTE(1),
  /** The smallest piece sold; its price is a quarter of the hour's. */
  QUARTER_HOUR(15),
  HOUR(60),
  HALF_DAY(4 * 60),
  DAY(24 * 60),
  WEEK(7 * 24 * 60),
  MONTH(31 * 24 * 60);

  /** Those a tariff may name. */
  public static final List<PriceUnit> OF_TARIFFS = List.of(HOUR, HALF_DAY, DAY, WEEK, MONTH);

  /** Those there are passes for. */
  public static final List<PriceUnit> OF_PASSES = List.of(HOUR, HALF_DAY, DAY);

  private final int minutes;
  private final String code = name().toLowerCase(Locale.ROOT);

  PriceUnit(int minutes) {
    this.minutes = minutes;
  }

  /** The longest stretch it covers. */
  public int minutes() {
    return minutes;
  }

  /** As in site files, the API and the database, e.g. {@code half_day}. */
  public String code() {
    return code;
  }

  public static Optional<PriceUnit> of(String code) {
    for (PriceUnit unit : values()) if (unit.code.equals(code)) return Optional.of(unit);
    return Optional.empty();
  }
}
