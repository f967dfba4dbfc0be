package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * The statement that places a booking, with nothing around it: what the benchmark holds the whole
 * way of a booking against.
 */
public final class BarePlacement {
  private final Booking booking;
  private final Space space;

  private BarePlacement(Booking booking, Space space) {
    this.booking = booking;
    this.space = space;
  }

  /** A confirmed booking of a person's, by local times that exist once. */
  public static BarePlacement of(
      Site site, Space space, UUID person, LocalDateTime from, LocalDateTime to, Instant now) {
    var slot = new TimeSlot(site.clock().firstInstant(from), site.clock().firstInstant(to));
    return new BarePlacement(
        Drafts.booking(
            site,
            space,
            new BookedTime(from, to, slot),
            new Booking.Parties(person, person, Optional.empty()),
            BookingStatus.CONFIRMED,
            Optional.empty(),
            BookingRequest.Details.NONE,
            now),
        space);
  }

  /** Runs it; fails when another claim is in the way. */
  public void run(Database database) {
    BookingStore.place(database.sql(), booking, space, booking.slot(), Optional.empty());
  }
}
