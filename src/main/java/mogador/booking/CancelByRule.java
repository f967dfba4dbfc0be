package mogador.booking;

import java.time.Instant;
import mogador.booking.BookingSteps.Cause;
import mogador.booking.BookingSteps.Place;
import mogador.platform.Sql;
import mogador.sites.Sites;

/** Ends a booking that somebody gives up: what comes back is by the rules of its space. */
record CancelByRule(Sites sites, BookingSteps steps, Refunds refunds) {
  Booking cancel(Sql sql, Booking booking, Cause cause, Instant now) {
    Place place = Place.of(sites.current(), booking);
    return steps.end(
        sql,
        booking,
        BookingStatus.CANCELLED,
        refunds.onCancellation(sql, place.rules(), booking, now),
        cause,
        now);
  }
}
