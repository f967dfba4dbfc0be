package mogador.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Gives a booking's time and doors back at once. */
final class CancelBooking {
  private final Database database;
  private final Sites sites;
  private final BookingMails mails;
  private final Clock clock;

  CancelBooking(Database database, Sites sites, BookingMails mails, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.mails = mails;
    this.clock = clock;
  }

  sealed interface Outcome {
    /** Now, or by an earlier request. */
    record Cancelled(Booking booking) implements Outcome {}

    /** None such, or not theirs to see. */
    record Unknown() implements Outcome {}

    record Ended(Booking booking) implements Outcome {}
  }

  Outcome cancel(Actor actor, UUID id) {
    Instant now = clock.instant();
    return database.inTransaction(sql -> cancel(sql, actor, id, now));
  }

  private Outcome cancel(Sql sql, Actor actor, UUID id, Instant now) {
    Optional<Booking> found =
        BookingStore.lock(sql, id).filter(b -> actor.maySeeBooking(b.person(), b.site()));
    if (found.isEmpty()) return new Outcome.Unknown();
    Booking booking = found.get();
    if (booking.isCancelled()) return new Outcome.Cancelled(booking);
    if (!now.isBefore(booking.slot().end())) return new Outcome.Ended(booking);
    BookingStore.cancel(sql, id, now);
    Claims.release(sql, id);
    Rights.withdraw(sql, RightSource.BOOKING, id);
    Space space = sites.current().spaceById(booking.space()).orElseThrow();
    Person holder = People.byId(sql, booking.person()).orElseThrow();
    mails.cancelled(sql, holder, booking, space, now);
    return new Outcome.Cancelled(booking.cancelled(now));
  }
}
