package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.platform.Database;
import mogador.platform.Mail;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Formats;
import mogador.web.Messages;

/** Puts {@link BookingNews} into words, in the language of whom they are for. */
public final class BookingMails {
  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final String publicUrl;

  public BookingMails(Database database, Sites sites, Clock clock, String publicUrl) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** Sends the mail of a piece of news, if there is one. */
  public void deliver(JsonObject news) {
    if (!news.containsKey("booking")) return;
    String key = "mail." + news.getString("event");
    Optional<Booking> found =
        BookingStore.find(database.sql(), UUID.fromString(news.getString("booking")));
    if (found.isEmpty() || !Messages.in(mogador.kernel.Language.EN).has(key + ".subject")) return;
    Booking booking = found.get();
    Person person = People.byId(database.sql(), booking.person()).orElseThrow();
    var words = Messages.in(person.language());
    var formats = Formats.in(person.language());
    String site =
        sites.current().site(booking.site()).map(Site::name).orElseThrow().in(person.language());
    String space =
        sites.current().spaceById(booking.space()).orElseThrow().name().in(person.language());
    Object[] arguments = {
      "name", person.shownName(),
      "space", space,
      "site", site,
      "day", formats.day(booking.time().from().toLocalDate()),
      "from", formats.time(booking.time().from().toLocalTime()),
      "to", formats.time(booking.time().to().toLocalTime()),
      "reference", booking.reference(),
      "url", publicUrl + "/me/bookings/" + booking.id()
    };
    database.inTransaction(
        sql -> {
          new Mail(
                  person.email(),
                  words.text(key + ".subject", arguments),
                  words.text(key + ".body", arguments))
              .send(sql, clock.instant());
          return booking;
        });
  }
}
