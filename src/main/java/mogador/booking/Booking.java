package mogador.booking;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.kernel.TimeSlot;

/**
 * A space reserved for a person.
 *
 * @param reference what people say to each other, e.g. {@code ESS-7K2M4Q}
 * @param cancelledAt empty while confirmed
 * @param checkedInAt when they were first let through a door for it
 */
public record Booking(
    UUID id,
    String reference,
    String site,
    long space,
    UUID person,
    BookedTime time,
    Price price,
    Instant createdAt,
    Optional<Instant> cancelledAt,
    Optional<Instant> checkedInAt) {

  public TimeSlot slot() {
    return time.slot();
  }

  boolean isCancelled() {
    return cancelledAt.isPresent();
  }

  /** When its doors open for it. */
  TimeSlot doorsOpen() {
    return new TimeSlot(slot().start().minus(AccessRight.BEFORE_BOOKING), slot().end());
  }

  Booking cancelled(Instant at) {
    return new Booking(
        id, reference, site, space, person, time, price, createdAt, Optional.of(at), checkedInAt);
  }
}
