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
}
