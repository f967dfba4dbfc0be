package mogador.booking;

import java.time.Instant;
import mogador.identity.Person;
import mogador.platform.Mail;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Formats;
import mogador.web.Messages;

/** What people are told by mail, in their language. */
final class BookingMails {
  private final Sites sites;
  private final String publicUrl;

  BookingMails(Sites sites, String publicUrl) {
    this.sites = sites;
    this.publicUrl = publicUrl;
  }

  void booked(Sql sql, Person person, Booking booking, Space space, Instant now) {
    send(sql, person, booking, space, "mail.booked", now);
  }

  void cancelled(Sql sql, Person person, Booking booking, Space space, Instant now) {
    send(sql, person, booking, space, "mail.cancelled", now);
  }

  private void send(Sql sql, Person person, Booking booking, Space space, String key, Instant now) {
    var words = Messages.in(person.language());
    var formats = Formats.in(person.language());
    String site =
        sites.current().site(booking.site()).map(Site::name).orElseThrow().in(person.language());
    Object[] arguments = {
      "name", person.shownName(),
      "space", space.name().in(person.language()),
      "site", site,
      "day", formats.day(booking.time().from().toLocalDate()),
      "from", formats.time(booking.time().from().toLocalTime()),
      "to", formats.time(booking.time().to().toLocalTime()),
      "reference", booking.reference(),
      "url", publicUrl + "/me/bookings/" + booking.id()
    };
    new Mail(
            person.email(),
            words.text(key + ".subject", arguments),
            words.text(key + ".body", arguments))
        .send(sql, now);
  }
}
