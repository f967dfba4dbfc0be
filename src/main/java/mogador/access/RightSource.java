package mogador.access;

import java.util.Locale;

/** Why somebody has a right. */
public enum RightSource {
  BOOKING,
  LEASE,
  ROLE,

  /** Invited by somebody, for a time. */
  VISIT,

  /** Given by a manager, for a reason that is kept. */
  HAND;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  static RightSource of(String code) {
    for (RightSource source : values()) if (source.code.equals(code)) return source;
    throw new IllegalArgumentException("no source of a right: " + code);
  }
}
