package mogador.booking;

import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Space;

/** The statement that places a booking, with nothing around it. */
public final class BarePlacement {
  private final Supplier<Booking> draft;
  private final Space space;
  private Booking booking;

  private BarePlacement(Supplier<Booking> draft, Space space) {
    this.draft = draft;
    this.space = space;
    this.booking = draft.get();
  }

  /** A confirmed booking of a person's, by local times that exist once. */
  public static BarePlacement of(
      Site site, Space space, UUID person, LocalDateTime from, LocalDateTime to, Instant now) {
    var slot = new TimeSlot(site.clock().firstInstant(from), site.clock().firstInstant(to));
    return new BarePlacement(
        () ->
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

  /** Runs it, again if its reference is another's; fails when another claim is in the way. */
  public void run(Database database) {
    try {
      BookingStore.place(database.sql(), booking, space, booking.slot(), Optional.empty());
    } catch (PgException e) {
      if (!BookingStore.isReferenceTaken(e)) throw e;
      booking = draft.get();
      run(database);
    }
  }
}
