package mogador.desk;

import java.util.List;
import java.util.Optional;
import mogador.access.AccessRight;
import mogador.kernel.LocalText;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;

/** What a right leads to, in words. */
final class Reached {
  private Reached() {}

  static List<LocalText> names(Network network, AccessRight right) {
    return names(network, right.site(), right.space(), right.door());
  }

  /** Its space, its door, or the doors to the street; nothing for every door of the site. */
  static List<LocalText> names(
      Network network, String site, Optional<Long> space, Optional<String> door) {
    List<Door> doors = network.site(site).map(Site::doors).orElse(List.of());
    if (door.isPresent()) {
      return List.of(
          doors.stream()
              .filter(one -> one.code().equals(door.get()))
              .findFirst()
              .map(Door::name)
              .orElseGet(() -> LocalText.same(door.get())));
    }
    if (space.filter(id -> id == AccessRight.ENTRANCES).isPresent()) {
      return doors.stream().filter(one -> one.from().equals(Zone.OUTSIDE)).map(Door::name).toList();
    }
    return space.flatMap(network::spaceById).map(Space::name).stream().toList();
  }
}
