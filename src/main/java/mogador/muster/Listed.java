package mogador.muster;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody on a list of who is inside.
 *
 * @param person empty for somebody added by name
 * @param company those they belong to, empty if none is known
 */
record Listed(
    Optional<UUID> person,
    String name,
    String company,
    Spot spot,
    Instant seenAt,
    Confidence confidence) {}
