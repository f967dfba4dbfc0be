package mogador.access;

import java.util.Locale;

/** How sure a presentation makes us of its holder; a door states the least it accepts. */
public enum Assurance {
  /** Can be copied by whoever has seen it: a UID, a QR on a page, a PIN. */
  BASIC,
  /** Proved by cryptography in the holder's hand. */
  PROVEN,
  /** Two of different kinds together; no single credential reaches it. */
  TWO_FACTORS;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in messages, e.g. {@code two_factors}. */
  public String code() {
    return code;
  }

  public boolean reaches(Assurance needed) {
    return compareTo(needed) >= 0;
  }
}
