package mogador.occupancy;

import java.time.Duration;
import java.util.Set;

/**
 * A space as the board watches it.
 *
 * @param space its id
 * @param sensors the codes of the devices that watch it; may be empty
 */
public record WatchedSpace(String site, long space, Duration hold, Set<String> sensors) {
  public WatchedSpace {
    sensors = Set.copyOf(sensors);
  }

  /** Before anything is heard of it. */
  public Presence empty() {
    Presence empty = Presence.unknown(hold);
    for (String sensor : sensors) empty = empty.expecting(sensor);
    return empty;
  }
}
