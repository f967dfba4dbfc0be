package mogador.booking;

import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mogador.booking.BookingSteps.Cause;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/**
 * Checks in whom a sensor sees on their seat, and gives back what nobody came for: not seen at a
 * door, nor by hand, nor by the sensors of the space, all of which work and have seen nobody. A
 * sensor that is silent or missing proves nothing, so such a space is never released.
 */
final class ReleaseNoShows {
  private static final int MANY = 1_000;

  private final Database database;
  private final Sites sites;
  private final BookingSteps steps;
  private final Seats seats;
  private final Clock clock;

  ReleaseNoShows(Database database, Sites sites, BookingSteps steps, Seats seats, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.steps = steps;
    this.seats = seats;
    this.clock = clock;
  }

  /** How many bookings it released. */
  int run() {
    Instant now = clock.instant();
    int released = 0;
    for (Booking booking : BookingStore.expected(database.sql(), now, MANY)) {
      switch (seats.of(booking)) {
        case Seats.Occupied(Instant since) -> checkIn(booking, since, now);
        case Seats.Vacant(Instant since, JsonArray evidence) ->
            released += release(booking, evidence, now) ? 1 : 0;
        case Seats.NotKnown() -> {}
      }
    }
    return released;
  }

  private void checkIn(Booking found, Instant since, Instant now) {
    // Whoever sat there before that is another.
    if (since.isBefore(found.doorsOpen().start())) return;
    database.inTransaction(
        sql ->
            BookingStore.lock(sql, found.id())
                .filter(booking -> isExpected(booking, now))
                .map(
                    booking -> {
                      BookingStore.save(sql, booking.checkedIn(since));
                      BookingStore.note(
                          sql,
                          booking.id(),
                          "checked_in",
                          Optional.empty(),
                          BookingNews.by("sensor"),
                          now);
                      return booking;
                    }));
  }

  private boolean release(Booking found, JsonArray evidence, Instant now) {
    Site site = sites.current().site(found.site()).orElseThrow();
    Space space = sites.current().spaceById(found.space()).orElseThrow();
    Optional<Duration> grace = BookingRules.grace(site, space);
    boolean isOver = grace.map(g -> !now.isBefore(found.slot().start().plus(g))).orElse(false);
    if (!isOver) return false;
    return database
        .inTransaction(
            sql ->
                BookingStore.lock(sql, found.id())
                    .filter(booking -> isExpected(booking, now))
                    .map(
                        booking ->
                            steps.end(
                                sql,
                                booking,
                                BookingStatus.RELEASED,
                                booking.refund(),
                                Cause.ofTime("released")
                                    .with("grace_minutes", grace.orElseThrow().toMinutes())
                                    .with("seen", evidence),
                                now)))
        .isPresent();
  }

  /** They may have come, or cancelled, since it was found. */
  private static boolean isExpected(Booking booking, Instant now) {
    return booking.status() == BookingStatus.CONFIRMED
        && booking.checkedInAt().isEmpty()
        && booking.slot().contains(now);
  }
}
