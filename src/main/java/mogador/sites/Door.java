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
 */
public record Door(
    String code,
    LocalText name,
    String floor,
    Point at,
    int width,
    Side opens,
    String from,
    String to) {

  /** A side of the plan; north is up. */
  public enum Side {
    NORTH,
    EAST,
    SOUTH,
    WEST
  }
}
