package mogador.access;

import java.util.Set;

/**
 * A door as decisions see it.
 *
 * @param site its site's id
 * @param door its code
 * @param spaces ids of the spaces one reaches through it
 * @param needs the least assurance it accepts
 * @param unlockMs how long it is released, 500 to 30,000 ms
 * @param mode how it stands towards everyone
 */
public record Doorway(
    String site, String door, Set<Long> spaces, Assurance needs, int unlockMs, DoorMode mode) {
  public static final int DEFAULT_UNLOCK_MS = 5_000;

  /** A door's name within the network. */
  public record Key(String site, String door) {}

  public Doorway {
    spaces = Set.copyOf(spaces);
    if (unlockMs < 500 || unlockMs > 30_000) {
      throw new IllegalArgumentException("a release of " + unlockMs + " ms");
    }
  }

  /** One that opens to those who have a right. */
  public Doorway(String site, String door, Set<Long> spaces, Assurance needs, int unlockMs) {
    this(site, door, spaces, needs, unlockMs, DoorMode.NORMAL);
  }

  public Doorway in(DoorMode other) {
    return new Doorway(site, door, spaces, needs, unlockMs, other);
  }

  public Key key() {
    return new Key(site, door);
  }

  boolean leadsTo(AccessRight right) {
    return right.site().equals(site) && right.space().map(spaces::contains).orElse(true);
  }
}
