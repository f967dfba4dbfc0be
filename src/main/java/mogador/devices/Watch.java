package mogador.devices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.access.Doorway;
import mogador.occupancy.Presence;
import mogador.occupancy.WatchedSpace;
import mogador.sites.DeviceKind;
import mogador.sites.DevicePlace;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;

/** What is watched where: which sensors a space has, and which door is a space's own. */
final class Watch {
  private Watch() {}

  /** Every space, with the sensors that watch it. */
  static List<WatchedSpace> spaces(Network network, Collection<Device> devices) {
    Map<Long, Set<String>> sensors = new HashMap<>();
    for (Device device : devices) {
      device
          .space()
          .filter(space -> tells(network, device.kind(), space))
          .ifPresent(
              space ->
                  sensors.computeIfAbsent(space, s -> new HashSet<>()).add(device.id().code()));
    }
    List<WatchedSpace> watched = new ArrayList<>();
    for (Site site : network.sites()) {
      for (Space space : site.spaces()) {
        watched.add(
            new WatchedSpace(
                site.id(), space.id(), hold(space), sensors.getOrDefault(space.id(), Set.of())));
      }
    }
    return watched;
  }

  /**
   * Whether such a device says that somebody is in a space. Contacts only say that a door is open;
   * how many a counter has seen go in tells of a whole, not of its parts.
   */
  private static boolean tells(Network network, DeviceKind kind, long space) {
    if (kind != DeviceKind.PEOPLE_COUNTER) return kind.sensesPresence();
    return network.spaceById(space).filter(Space::isAtom).isPresent();
  }

  /** The doors behind which there is just one space: whoever goes in is there. */
  static Map<Doorway.Key, Long> ownDoors(Network network) {
    Map<Doorway.Key, Long> own = new HashMap<>();
    for (Site site : network.sites()) {
      for (Door door : site.doors()) {
        onlyAtomIn(site, door.to())
            .ifPresent(space -> own.put(new Doorway.Key(site.id(), door.code()), space.id()));
      }
    }
    return own;
  }

  /** The readers on the inner side of their door. */
  static Set<DeviceId> innerReaders(Network network) {
    Set<DeviceId> inner = new HashSet<>();
    for (Site site : network.sites()) {
      for (DevicePlace device : site.devices()) {
        if (device.inner()) inner.add(new DeviceId(site.id(), device.code()));
      }
    }
    return inner;
  }

  /** The sites with a zone that must know who is in it, and how long it remembers at most. */
  static Map<String, Duration> counting(Network network) {
    Map<String, Duration> counting = new HashMap<>();
    for (Site site : network.sites()) {
      for (Zone zone : site.zones()) {
        Duration forget = zone.rules().forget();
        if (zone.rules().count()) {
          counting.merge(site.id(), forget, (a, b) -> a.compareTo(b) < 0 ? b : a);
        }
      }
    }
    return counting;
  }

  /** The sites with a zone where visitors go behind their host. */
  static Set<String> escorting(Network network) {
    return network.sites().stream()
        .filter(site -> site.zones().stream().anyMatch(Zone::escort))
        .map(Site::id)
        .collect(Collectors.toSet());
  }

  private static Optional<Space> onlyAtomIn(Site site, String zone) {
    List<Space> atoms =
        site.spaces().stream().filter(s -> s.isAtom() && s.zone().equals(zone)).toList();
    boolean passedThrough = site.doors().stream().anyMatch(door -> door.from().equals(zone));
    return atoms.size() == 1 && !passedThrough ? Optional.of(atoms.getFirst()) : Optional.empty();
  }

  private static Duration hold(Space space) {
    return switch (space.kind()) {
      case POSITION, TABLE, OPEN_SPACE -> Presence.HOLD_SEAT;
      case OFFICE, MEETING_ROOM, EVENT_ROOM, PHONE_BOOTH -> Presence.HOLD_ROOM;
    };
  }
}
