package mogador.booking;

import java.util.Locale;

/** Where a booking is in its life. */
public enum BookingStatus {
  /** Kept while its holder pays or decides; ends on its own. */
  HELD,
  /** Kept for the next on the waiting list; ends on its own. */
  OFFERED,
  /** Kept until a manager approves or declines. */
  REQUESTED,
  CONFIRMED,
  CANCELLED,
  DECLINED,
  /** A hold or an offer that nobody took in time. */
  EXPIRED,
  /** Nobody came. */
  RELEASED;

  /** As the contract and the database say it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it holds its space. */
  public boolean stands() {
    return switch (this) {
      case HELD, OFFERED, REQUESTED, CONFIRMED -> true;
      case CANCELLED, DECLINED, EXPIRED, RELEASED -> false;
    };
  }

  /** Whether it waits for its holder to say yes. */
  public boolean isUndecided() {
    return this == HELD || this == OFFERED;
  }

  static BookingStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
