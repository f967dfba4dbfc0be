package mogador.sites;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways from the street into a site's zones, through its doors, each in its inward direction.
 *
 * <p>A right to a space opens every door that lies on <em>any</em> way with the fewest doors. Two
 * entrances that are equally near both open, so that nobody stands before the wrong one; a detour
 * through another tenant's zone stays shut, because a shorter way exists.
 */
final class Ways {
  private final List<Door> doors;
  private final Map<String, Integer> depth;

  private Ways(List<Door> doors, Map<String, Integer> depth) {
    this.doors = doors;
    this.depth = depth;
  }

  static Ways of(List<Door> doors) {
    Map<String, Integer> depth = new HashMap<>(Map.of(Zone.OUTSIDE, 0));
    Deque<String> waiting = new ArrayDeque<>(List.of(Zone.OUTSIDE));
    while (!waiting.isEmpty()) {
      String zone = waiting.remove();
      int next = depth.getOrDefault(zone, 0) + 1;
      for (Door door : doors) {
        if (door.from().equals(zone) && depth.putIfAbsent(door.to(), next) == null) {
          waiting.add(door.to());
        }
      }
    }
    return new Ways(doors, depth);
  }

  boolean reach(String zone) {
    return depth.containsKey(zone);
  }

  /** The doors into all these zones, in the file's order; a zone out of reach adds none. */
  List<Door> into(Set<String> zones) {
    Set<Door> found = new LinkedHashSet<>();
    Deque<String> back = new ArrayDeque<>(zones);
    Set<String> seen = new LinkedHashSet<>(zones);
    while (!back.isEmpty()) {
      String inner = back.remove();
      for (Door door : doors) {
        if (door.to().equals(inner) && isStep(door)) {
          found.add(door);
          if (seen.add(door.from())) back.add(door.from());
        }
      }
    }
    return doors.stream().filter(found::contains).toList();
  }

  private boolean isStep(Door door) {
    Integer outer = depth.get(door.from());
    Integer inner = depth.get(door.to());
    return outer != null && inner != null && outer + 1 == inner;
  }
}
