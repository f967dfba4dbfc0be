package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Bookings that recur by one rule.
 *
 * @param holder who comes; as with its bookings
 * @param space the one most of it was booked in
 * @param rule of RFC 5545, always with a COUNT; the starts that have no booking were left out
 * @param from of the first occurrence the rule gives, local; so is {@code to}
 * @param sequence counts its changes, of which its holder's calendar must learn
 * @param endedAt when the last of it that had not begun was cancelled
 */
record Series(
    UUID id,
    UUID holder,
    UUID bookedBy,
    String site,
    long space,
    String rule,
    LocalDateTime from,
    LocalDateTime to,
    SeriesPattern pattern,
    int sequence,
    Instant createdAt,
    Optional<Instant> endedAt) {

  Series changed(SeriesPattern otherPattern, int changes) {
    return new Series(
        id,
        holder,
        bookedBy,
        site,
        space,
        rule,
        from,
        to,
        otherPattern,
        sequence + changes,
        createdAt,
        endedAt);
  }

  Series ended(Optional<Instant> at) {
    return new Series(
        id, holder, bookedBy, site, space, rule, from, to, pattern, sequence, createdAt, at);
  }
}
