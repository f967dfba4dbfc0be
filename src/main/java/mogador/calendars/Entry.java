package mogador.calendars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Person;
import mogador.kernel.TimeSlot;

/**
 * A booking as calendars show it.
 *
 * @param from local time of the site, as {@code to}: that is the truth
 * @param slot the instants derived from it
 * @param sequence counts the changes that calendars must learn of (RFC 5545, 3.8.7.4)
 * @param changedAt when anything last happened to it
 * @param recurrence in a series, the local start that its rule gave
 * @param decideBy when a hold or an offer ends on its own
 */
record Entry(
    UUID id,
    String reference,
    String site,
    long space,
    Person holder,
    Standing standing,
    LocalDateTime from,
    LocalDateTime to,
    TimeSlot slot,
    int sequence,
    Instant createdAt,
    Instant changedAt,
    Optional<UUID> series,
    Optional<LocalDateTime> recurrence,
    Optional<Instant> decideBy,
    String purpose,
    long priceCentimes,
    long refundCentimes) {

  /** What a booking's status means to a calendar. */
  enum Standing {
    CONFIRMED,
    /** Waits for a manager's word. */
    TENTATIVE,
    /** Held or offered for minutes: not in anybody's calendar yet. */
    PENDING,
    GONE;

    /** Of a status as the database says it. */
    static Standing of(String status) {
      return switch (status) {
        case "confirmed" -> CONFIRMED;
        case "requested" -> TENTATIVE;
        case "held", "offered" -> PENDING;
        default -> GONE;
      };
    }
  }

  boolean isInCalendar() {
    return standing == Standing.CONFIRMED || standing == Standing.TENTATIVE;
  }
}
