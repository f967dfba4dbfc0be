package mogador.calendars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/**
 * Something with a time at a site, in the words of whoever has it in their calendar.
 *
 * @param from local time of the site, as {@code to}: that is the truth
 * @param slot the instants derived from it
 * @param sequence counts the changes that calendars must learn of (RFC 5545, 3.8.7.4)
 * @param changedAt when anything last happened to it
 * @param invited whom a mail invites; empty in what is published
 */
public record Occasion(
    UUID id,
    String site,
    LocalDateTime from,
    LocalDateTime to,
    TimeSlot slot,
    Standing standing,
    int sequence,
    Instant createdAt,
    Instant changedAt,
    Words words,
    Optional<Invited> invited) {

  /** How sure it is. */
  public enum Standing {
    CONFIRMED,
    TENTATIVE,
    GONE
  }

  /**
   * What is said of it.
   *
   * @param organizer the site, by its name
   */
  public record Words(
      String summary, String place, String description, String url, String organizer) {}

  /**
   * An attendee.
   *
   * @param comes whether they have said so already; else their calendar may ask
   */
  public record Invited(String name, String email, boolean comes) {}
}
