package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mogador.access.AccessRight;
import mogador.booking.BookingSteps.Cause;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.occupancy.PresenceNow;
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
  private final PresenceBoard board;
  private final Clock clock;

  ReleaseNoShows(
      Database database, Sites sites, BookingSteps steps, PresenceBoard board, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.steps = steps;
    this.board = board;
    this.clock = clock;
  }

  /** How many bookings it released. */
  int run() {
    Instant now = clock.instant();
    int released = 0;
    for (Booking booking : BookingStore.expected(database.sql(), now, MANY)) {
      switch (seen(booking, now)) {
        case Seen.Somebody(Instant since) -> checkIn(booking, since, now);
        case Seen.Nobody(JsonArray evidence) -> released += release(booking, evidence, now) ? 1 : 0;
        case Seen.NotKnown() -> {}
      }
    }
    return released;
  }

  /** What the sensors of a booking's space say. */
  private sealed interface Seen {
    /** Since an instant that their time allows them to come at. */
    record Somebody(Instant since) implements Seen {}

    /** Every part of it is watched, and vacant. */
    record Nobody(JsonArray evidence) implements Seen {}

    record NotKnown() implements Seen {}
  }

  private Seen seen(Booking booking, Instant now) {
    Optional<Space> space = sites.current().spaceById(booking.space());
    if (space.isEmpty()) return new Seen.NotKnown();
    Map<Long, PresenceChanged> states = board.all(booking.site());
    var evidence = new JsonArray();
    boolean allVacant = true;
    for (long atom : space.get().atoms()) {
      PresenceChanged state = states.get(atom);
      PresenceNow presence = state == null ? PresenceNow.UNKNOWN : state.now();
      if (state != null && presence == PresenceNow.OCCUPIED) {
        Instant earliest = booking.slot().start().minus(AccessRight.BEFORE_BOOKING);
        return state.since().isBefore(earliest)
            ? new Seen.NotKnown()
            : new Seen.Somebody(state.since());
      }
      if (state == null || presence != PresenceNow.VACANT) allVacant = false;
      else {
        evidence.add(
            new JsonObject()
                .put("atom", atom)
                .put("presence", presence.code())
                .put("since", state.since().toString()));
      }
    }
    return allVacant ? new Seen.Nobody(evidence) : new Seen.NotKnown();
  }

  private void checkIn(Booking found, Instant since, Instant now) {
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
    if (grace.isEmpty()) return false;
    Instant end = found.slot().start().plus(grace.get());
    if (now.isBefore(end)) return false;
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
                                    .with("grace_minutes", grace.get().toMinutes())
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
