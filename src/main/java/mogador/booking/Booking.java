package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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
    return with(
        copy -> {
          copy.status = next;
          if (!next.isUndecided()) copy.decideBy = Optional.empty();
        });
  }

  Booking of(Occurrence one) {
    return with(copy -> copy.occurrence = Optional.of(one));
  }

  Booking of(UUID itsParty) {
    return with(copy -> copy.party = Optional.of(itsParty));
  }

  Booking ended(BookingStatus how, Instant at, Money paidBack) {
    return with(
        copy -> {
          copy.status = how;
          copy.sequence++;
          copy.decideBy = Optional.empty();
          copy.endedAt = Optional.of(at);
          copy.refund = paidBack;
        });
  }

  /** In another space or at another time: one change for its calendar. */
  Booking moved(long otherSpace, BookedTime otherTime) {
    return with(
        copy -> {
          copy.space = otherSpace;
          copy.time = otherTime;
          copy.sequence++;
        });
  }

  /** At another price, the whole of it: what came back was of the price before. */
  Booking costing(Price otherPrice) {
    return with(
        copy -> {
          copy.price = otherPrice;
          copy.refund = Money.ZERO;
        });
  }

  /** Up to an earlier end, at the same price. */
  Booking shortened(BookedTime shorter, Money paidBack) {
    return with(
        copy -> {
          copy.time = shorter;
          copy.sequence++;
          copy.refund = paidBack;
        });
  }

  Booking checkedIn(Instant at) {
    return with(copy -> copy.checkedInAt = Optional.of(at));
  }

  Booking described(String otherPurpose, int otherAttendees) {
    return with(
        copy -> {
          copy.purpose = otherPurpose;
          copy.attendees = otherAttendees;
        });
  }

  /** The same, but for what is changed. */
  private Booking with(Consumer<Copy> changes) {
    var copy = new Copy();
    changes.accept(copy);
    return copy.booking();
  }

  private final class Copy {
    private long space = Booking.this.space;
    private BookedTime time = Booking.this.time;
    private Price price = Booking.this.price;
    private BookingStatus status = Booking.this.status;
    private int sequence = Booking.this.sequence;
    private Optional<Instant> decideBy = Booking.this.decideBy;
    private Optional<Instant> endedAt = Booking.this.endedAt;
    private Optional<Instant> checkedInAt = Booking.this.checkedInAt;
    private Optional<Occurrence> occurrence = Booking.this.occurrence;
    private Optional<UUID> party = Booking.this.party;
    private String purpose = Booking.this.purpose;
    private int attendees = Booking.this.attendees;
    private Money refund = Booking.this.refund;

    private Booking booking() {
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
          refund);
    }
  }
}
