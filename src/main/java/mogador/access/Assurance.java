package mogador.access;

/** How sure a presentation makes us of its holder; a door states the least it accepts. */
public enum Assurance {
  /** Can be copied by whoever has seen it: a UID, a QR on a page, a PIN. */
  BASIC,
  /** Proved by cryptography in the holder's hand. */
  PROVEN,
  /** Two of different kinds together; no single credential reaches it. */
  TWO_FACTORS;

  public boolean reaches(Assurance needed) {
    return compareTo(needed) >= 0;
  }
}
