package mogador.booking;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import mogador.kernel.Money;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;

/** Bookings not yet placed. */
final class Drafts {
  private Drafts() {}

  static Booking booking(
      Site site,
      Space space,
      BookedTime time,
      Booking.Parties parties,
      BookingStatus status,
      Optional<Instant> decideBy,
      BookingRequest.Details details,
      Instant now) {
    return new Booking(
        Ids.next(now),
        reference(site),
        site.id(),
        space.id(),
        parties,
        time,
        Price.of(site, space, time),
        status,
        0,
        now,
        decideBy,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        details.purpose(),
        details.attendees(),
        Money.ZERO);
  }

  /** What people say to each other; short, so now and then it is another's already. */
  static String reference(Site site) {
    return site.id().substring(0, 3).toUpperCase(Locale.ROOT) + "-" + Ids.readable(6);
  }
}
