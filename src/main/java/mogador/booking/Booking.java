package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;

/**
 * A space reserved for a person.
 *
 * @param reference what people say to each other, e.g. {@code ESS-7K2M4Q}
 * @param sequence counts the changes its holder's calendar must learn of (RFC 5545, SEQUENCE)
 * @param decideBy when a hold or an offer ends on its own
 * @param endedAt when it was cancelled, declined, released or given back
 * @param checkedInAt when its holder was first seen: at a door, on a seat, or by hand
 * @param occurrence which of a series, if of one
 * @param party shared by spaces booked together
 * @param refund of the price, paid back so far
 */
public record Booking(
    UUID id,
    String reference,
    String site,
    long space,
    Parties parties,
    BookedTime time,
    Price price,
    BookingStatus status,
    int sequence,
    Instant createdAt,
    Optional<Instant> decideBy,
    Optional<Instant> endedAt,
    Optional<Instant> checkedInAt,
    Optional<Occurrence> occurrence,
    Optional<UUID> party,
    String purpose,
    int attendees,
    Money refund) {

  /**
   * Who it concerns.
   *
   * @param holder who comes, and whom the doors open for
   * @param bookedBy who asked; often the same
   * @param company who pays, if not the holder
   */
  public record Parties(UUID holder, UUID bookedBy, Optional<UUID> company) {}

  /**
   * One of a series.
   *
   * @param recurrence the local start its rule gave it, which stays when it is moved
   */
  public record Occurrence(UUID series, LocalDateTime recurrence) {}

  public UUID person() {
    return parties.holder();
  }

  public TimeSlot slot() {
    return time.slot();
  }

  /** Whether it no longer holds its space. */
  public boolean isCancelled() {
    return !status.stands();
  }

  /** When its doors open for it. */
  public TimeSlot doorsOpen() {
    return new TimeSlot(slot().start().minus(AccessRight.BEFORE_BOOKING), slot().end());
  }

  Booking as(BookingStatus next) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        next,
        sequence,
        createdAt,
        next.isUndecided() ? decideBy : Optional.empty(),
        endedAt,
        checkedInAt,
        occurrence,
        party,
        purpose,
        attendees,
        refund);
  }

  Booking of(Occurrence one) {
    return with(Optional.of(one), party);
  }

  Booking of(UUID itsParty) {
    return with(occurrence, Optional.of(itsParty));
  }

  private Booking with(Optional<Occurrence> itsOccurrence, Optional<UUID> itsParty) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        status,
        sequence,
        createdAt,
        decideBy,
        endedAt,
        checkedInAt,
        itsOccurrence,
        itsParty,
        purpose,
        attendees,
        refund);
  }

  Booking ended(BookingStatus how, Instant at, Money paidBack) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        how,
        sequence + 1,
        createdAt,
        Optional.empty(),
        Optional.of(at),
        checkedInAt,
        occurrence,
        party,
        purpose,
        attendees,
        paidBack);
  }

  /** In another space, at another time or for another price: one change for its calendar. */
  Booking moved(long otherSpace, BookedTime otherTime, Price otherPrice) {
    return new Booking(
        id,
        reference,
        site,
        otherSpace,
        parties,
        otherTime,
        otherPrice,
        status,
        sequence + 1,
        createdAt,
        decideBy,
        endedAt,
        checkedInAt,
        occurrence,
        party,
        purpose,
        attendees,
        refund);
  }

  /** At another price, before it is kept. */
  Booking costing(Price otherPrice) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        otherPrice,
        status,
        sequence,
        createdAt,
        decideBy,
        endedAt,
        checkedInAt,
        occurrence,
        party,
        purpose,
        attendees,
        refund);
  }

  Booking refunded(Money paidBack) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        status,
        sequence,
        createdAt,
        decideBy,
        endedAt,
        checkedInAt,
        occurrence,
        party,
        purpose,
        attendees,
        paidBack);
  }

  Booking checkedIn(Instant at) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        status,
        sequence,
        createdAt,
        decideBy,
        endedAt,
        Optional.of(at),
        occurrence,
        party,
        purpose,
        attendees,
        refund);
  }

  Booking described(String otherPurpose, int otherAttendees) {
    return new Booking(
        id,
        reference,
        site,
        space,
        parties,
        time,
        price,
        status,
        sequence,
        createdAt,
        decideBy,
        endedAt,
        checkedInAt,
        occurrence,
        party,
        otherPurpose,
        otherAttendees,
        refund);
  }
}
