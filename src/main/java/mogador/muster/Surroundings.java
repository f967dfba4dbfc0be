package mogador.muster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mogador.occupancy.PresenceNow;

/**
 * What signs are judged by.
 *
 * @param since the site opened, or closed if it is closed now; whoever was last seen before that
 *     has gone
 * @param entitled those who may be there now, by any right
 * @param presence of the spaces that are watched, by id
 */
record Surroundings(
    Instant now, Instant since, Set<UUID> entitled, Map<Long, PresenceNow> presence) {
  /** Whoever was seen no longer ago than this is surely there. */
  static final Duration FRESH = Duration.ofHours(1);

  Surroundings {
    entitled = Set.copyOf(entitled);
    presence = Map.copyOf(presence);
  }

  PresenceNow presence(long space) {
    return presence.getOrDefault(space, PresenceNow.UNKNOWN);
  }
}
