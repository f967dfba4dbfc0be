package mogador.access;

import java.util.Set;
import mogador.sites.ZoneRules;

/**
 * A door as decisions see it.
 *
 * @param site its site's id
 * @param door its code
 * @param spaces ids of the spaces one reaches through it
 * @param needs the least assurance it accepts
 * @param unlockMs how long it is released, 500 to 30,000 ms
 * @param mode how it stands towards everyone
 * @param leads from where to where, and what is asked there
 */
public record Doorway(
    String site,
    String door,
    Set<Long> spaces,
    Assurance needs,
    int unlockMs,
    DoorMode mode,
    Leads leads) {
  public static final int DEFAULT_UNLOCK_MS = 5_000;

  /**
   * Between which zones it is.
   *
   * @param rules of the zone it leads into
   */
  public record Leads(String from, String to, ZoneRules rules) {
    static final Leads ANYWHERE = new Leads("", "", ZoneRules.NONE);
  }

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
    this(site, door, spaces, needs, unlockMs, DoorMode.NORMAL, Leads.ANYWHERE);
  }

  /** The same between these zones. */
  public Doorway between(Leads zones) {
    return new Doorway(site, door, spaces, needs, unlockMs, mode, zones);
  }

  public Doorway in(DoorMode other) {
    return new Doorway(site, door, spaces, needs, unlockMs, other, leads);
  }

  public Key key() {
    return new Key(site, door);
  }

  /** Whether its reader asks the server before it looks at its own list. */
  public boolean asksFirst() {
    return leads.rules().count();
  }

  /** Whether its reader may let somebody in without the server. */
  boolean opensAlone() {
    return !leads.rules().twoPersons();
  }

  boolean leadsTo(AccessRight right) {
    if (!right.site().equals(site)) return false;
    if (right.door().isPresent()) return right.door().get().equals(door);
    return right.space().map(spaces::contains).orElse(true);
  }
}
