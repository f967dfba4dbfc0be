package mogador.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;
import mogador.sites.ZoneRules;

/** The doors of a network, as decisions see them. */
public final class Doorways {
  private Doorways() {}

  /** Every door, with the spaces whose way leads through it. */
  public static List<Doorway> of(Network network) {
    List<Doorway> found = new ArrayList<>();
    for (Site site : network.sites()) {
      Map<String, Set<Long>> reached = new HashMap<>();
      for (Space space : site.spaces()) {
        for (Door door : network.doorsTo(space)) {
          reached.computeIfAbsent(door.code(), code -> new HashSet<>()).add(space.id());
        }
      }
      for (Door door : site.doors()) {
        if (door.from().equals(Zone.OUTSIDE)) {
          reached.computeIfAbsent(door.code(), code -> new HashSet<>()).add(AccessRight.ENTRANCES);
        }
        found.add(
            new Doorway(
                    site.id(),
                    door.code(),
                    reached.getOrDefault(door.code(), Set.of()),
                    Assurance.valueOf(door.needs().name()),
                    Doorway.DEFAULT_UNLOCK_MS)
                .between(new Doorway.Leads(door.from(), door.to(), rules(site, door.to()))));
      }
    }
    return found;
  }

  private static ZoneRules rules(Site site, String zone) {
    return site.zones().stream()
        .filter(one -> one.code().equals(zone))
        .findFirst()
        .map(Zone::rules)
        .orElse(ZoneRules.NONE);
  }
}
