package mogador.visits;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;

/**
 * Somebody comes to see somebody.
 *
 * @param visitor a person of this visit alone
 * @param token what the visitor's link is known by
 * @param space where they meet; empty for the entrance
 * @param escort whether doors open to the visitor behind somebody else only: the host comes for
 *     them
 * @param slot the instants of the wall-clock times
 * @param badge lent to the visitor, as typed
 */
record Visit(
    UUID id,
    String site,
    Host host,
    UUID visitor,
    Guest guest,
    String token,
    Optional<Long> space,
    boolean escort,
    LocalDateTime from,
    LocalDateTime to,
    TimeSlot slot,
    VisitStatus status,
    Optional<String> badge,
    Optional<Instant> receivedAt,
    Optional<Instant> leftAt,
    Version version) {

  /** Whom they come to. */
  record Host(UUID id, String name) {}

  /**
   * Who comes.
   *
   * @param email where the invitation goes, if anywhere
   * @param company may be empty
   * @param note for them and the desk; may be empty
   */
  record Guest(
      String name, Optional<String> email, String company, String note, Language language) {
    Guest at(Optional<String> other) {
      return new Guest(name, other, company, note, language);
    }
  }

  /**
   * How often it has changed.
   *
   * @param sequence counts the changes that calendars must learn of (RFC 5545, 3.8.7.4)
   * @param changedAt when the last of them was
   */
  record Version(int sequence, Instant createdAt, Instant changedAt) {
    static Version first(Instant now) {
      return new Version(0, now, now);
    }

    Version next(Instant now) {
      return new Version(sequence + 1, createdAt, now);
    }
  }

  /** Whether nobody may come any more, whatever the status. */
  boolean isOver(Instant now) {
    return !slot.end().isAfter(now);
  }

  /** When doors open for them: as for a booking, a little earlier. */
  TimeSlot doorsOpen() {
    return new TimeSlot(slot.start().minus(AccessRight.BEFORE_BOOKING), slot.end());
  }
}
