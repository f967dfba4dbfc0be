package mogador.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * The first link at which a chain breaks.
 *
 * @param at the entry's time as it stands there; empty when there is none
 */
public record BrokenLink(long number, Optional<Instant> at, AuditFault fault) {}
