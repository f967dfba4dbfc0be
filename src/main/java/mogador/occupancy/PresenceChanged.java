package mogador.occupancy;

import java.time.Instant;

/**
 * A space's presence became this.
 *
 * @param space its id
 * @param since when the change was noticed
 */
public record PresenceChanged(String site, long space, PresenceNow now, Instant since) {}
