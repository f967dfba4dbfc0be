package mogador.sites;

import mogador.kernel.LocalText;

/**
 * A way from a zone into another, further in. Going back out needs no right.
 *
 * @param at the middle of its opening
 * @param width of its opening, in cm
 * @param opens where its leaf swings
 * @param from the zone it is entered from, {@link Zone#OUTSIDE} for the street
 * @param to the zone it leads into
 * @param needs how sure it must be of who comes in
 */
public record Door(
    String code,
    LocalText name,
    String floor,
    Point at,
    int width,
    Side opens,
    String from,
    String to,
    Needs needs) {

  /** A door for which a badge is enough. */
  public Door(
      String code,
      LocalText name,
      String floor,
      Point at,
      int width,
      Side opens,
      String from,
      String to) {
    this(code, name, floor, at, width, opens, from, to, Needs.BASIC);
  }

  /** How sure it must be of who comes in. */
  public enum Needs {
    /** A badge's serial number, or a QR code. */
    BASIC,
    /** A card that proves what it is. */
    PROVEN,
    /** A badge or a QR code, and a PIN. */
    TWO_FACTORS
  }

  /** A side of the plan; north is up. */
  public enum Side {
    NORTH,
    EAST,
    SOUTH,
    WEST
  }
}
