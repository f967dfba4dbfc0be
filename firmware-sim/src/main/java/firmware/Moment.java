package firmware;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment in a device's life.
 *
 * @param at the clock, empty when it is not known to be right
 * @param boot id of this life
 * @param uptimeMs milliseconds since its start
 */
record Moment(Optional<Instant> at, String boot, long uptimeMs) {}
