package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/**
 * Gives back the rest of bookings whose people were there and have left, where the rules of the
 * space say so: every part of it is watched, and vacant for longer than a lunch.
 */
final class EndLeft {
  /** Someone out for lunch has not left. */
  static final Duration AWAY = Duration.ofMinutes(90);

  private static final int MANY = 1_000;

  private final Database database;
  private final Sites sites;
  private final ChangeBooking change;
  private final Seats seats;
  private final Clock clock;

  EndLeft(Database database, Sites sites, ChangeBooking change, Seats seats, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.change = change;
    this.seats = seats;
    this.clock = clock;
  }

  /** How many bookings it gave back. */
  int run() {
    Instant now = clock.instant();
    int ended = 0;
    for (Booking booking : BookingStore.present(database.sql(), now, MANY)) {
      if (!isGivenBack(booking)) continue;
      if (seats.of(booking) instanceof Seats.Vacant(Instant since, JsonArray evidence)
          && hasLeft(booking, since, now)
          && change.endLeft(booking.id(), new JsonObject().put("sensors", evidence))) {
        ended++;
      }
    }
    return ended;
  }

  private static boolean hasLeft(Booking booking, Instant vacantSince, Instant now) {
    boolean wasThere = booking.checkedInAt().map(vacantSince::isAfter).orElse(false);
    return wasThere && !now.isBefore(vacantSince.plus(AWAY));
  }

  private boolean isGivenBack(Booking booking) {
    Site site = sites.current().site(booking.site()).orElseThrow();
    Space space = sites.current().spaceById(booking.space()).orElseThrow();
    return site.rules(space).earlyLeave().givenBack();
  }
}
