package mogador.muster;

import java.util.Locale;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.muster.Seen.Where;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;

/**
 * Where somebody was last seen, as it is kept and shown.
 *
 * @param code of the door or the space; empty for the desk, and by hand
 * @param floor its code; empty when it is not known
 * @param zone its code; empty when it is not known
 */
record Spot(By by, String code, String floor, String zone) {
  static final Spot BY_HAND = new Spot(By.HAND, "", "", "");

  /** What they were seen by. */
  enum By {
    DOOR,
    SPACE,
    DESK,
    HAND;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static By of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Behind the door, in the space, or at the desk, which is behind the first entrance. */
  static Spot of(Network network, Site site, Where where) {
    return switch (where) {
      case Where.AtDoor(String door) ->
          site.door(door)
              .map(known -> behind(By.DOOR, known))
              .orElse(new Spot(By.DOOR, door, "", ""));
      case Where.InSpace(long id) ->
          network
              .spaceById(id)
              .map(space -> new Spot(By.SPACE, space.code(), space.floor(), space.zone()))
              .orElse(new Spot(By.SPACE, "", "", ""));
      case Where.AtDesk() ->
          site.doors().stream()
              .filter(door -> door.from().equals(Zone.OUTSIDE))
              .findFirst()
              .map(door -> new Spot(By.DESK, "", door.floor(), door.to()))
              .orElse(new Spot(By.DESK, "", "", ""));
    };
  }

  /** The door's or the space's name, as the site has it now. */
  Optional<LocalText> name(Site site) {
    return switch (by) {
      case DOOR -> site.door(code).map(Door::name).or(this::asWritten);
      case SPACE -> site.space(code).map(Space::name).or(this::asWritten);
      case DESK, HAND -> Optional.empty();
    };
  }

  private Optional<LocalText> asWritten() {
    return Optional.of(code).filter(text -> !text.isEmpty()).map(LocalText::same);
  }

  private static Spot behind(By by, Door door) {
    return new Spot(by, door.code(), door.floor(), door.to());
  }
}
