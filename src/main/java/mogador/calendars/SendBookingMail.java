package mogador.calendars;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Person;
import mogador.platform.Database;
import mogador.platform.Mail;
import mogador.platform.Mailer;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Sites;

/**
 * Turns news of bookings into mails with calendar entries, after the commit that they tell of. What
 * is told is how things are now: news that time has passed over is kept quiet, since newer news
 * follows.
 */
final class SendBookingMail {
  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final Sender sender;
  private final Mailer mailer;
  private final CalendarWriter writer;

  SendBookingMail(Database database, Sites sites, Clock clock, Sender sender, Mailer mailer) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.sender = sender;
    this.mailer = mailer;
    this.writer = new CalendarWriter(sender);
  }

  /** An entry of the outbox: an event of a booking or of a series. Repeating it changes nothing. */
  void deliver(JsonObject news) {
    String event = news.getString("event");
    Optional<String> reason = Optional.ofNullable(news.getString("reason"));
    Sql sql = database.sql();
    if (news.containsKey("series")) {
      if (!BookingLetter.knowsSeries(event)) return;
      UUID id = UUID.fromString(news.getString("series"));
      CalendarStore.series(sql, id).ifPresent(series -> send(series, news, event, reason));
    } else {
      if (!BookingLetter.knows(event)) return;
      UUID id = UUID.fromString(news.getString("booking"));
      CalendarStore.entry(sql, id)
          .filter(entry -> isStillSo(entry.standing(), event))
          .ifPresent(entry -> send(entry, news, event, reason));
    }
  }

  private void send(Entry entry, JsonObject news, String event, Optional<String> reason) {
    Network network = sites.current();
    Instant now = clock.instant();
    Optional<Mail.Invitation> invitation =
        switch (entry.standing()) {
          case CONFIRMED, TENTATIVE ->
              Optional.of(new Mail.Invitation("REQUEST", writer.invitation(network, entry, now)));
          case GONE ->
              event.equals("expired")
                  ? Optional.empty()
                  : Optional.of(
                      new Mail.Invitation("CANCEL", writer.invitation(network, entry, now)));
          // In minutes it is booked or gone: no calendar needs to know.
          case PENDING -> Optional.empty();
        };
    var text = new BookingLetter(network, entry.holder(), sender).of(entry, event, reason);
    send(name(entry.id(), news), entry.holder(), text, invitation);
  }

  private void send(Series series, JsonObject news, String event, Optional<String> reason) {
    Network network = sites.current();
    boolean ends = event.equals("cancelled") || event.equals("declined");
    boolean stands = !series.entries().isEmpty();
    if (!ends && !stands) return;
    Optional<Entry> gone =
        stands ? Optional.empty() : CalendarStore.lastOf(database.sql(), series.id());
    if (!stands && gone.isEmpty()) return;
    String ics =
        writer.invitation(
            network,
            series,
            gone.map(last -> last.standing() == Entry.Standing.GONE ? last : ended(last)),
            clock.instant());
    var text = new BookingLetter(network, series.holder(), sender).of(series, event, reason);
    var invitation = new Mail.Invitation(stands ? "REQUEST" : "CANCEL", ics);
    send(name(series.id(), news), series.holder(), text, Optional.of(invitation));
  }

  private void send(
      UUID id, Person reader, BookingLetter.Text text, Optional<Mail.Invitation> invitation) {
    mailer.deliver(id, new Mail(reader.email(), text.subject(), text.body(), invitation));
  }

  private static boolean isStillSo(Entry.Standing standing, String event) {
    return switch (event) {
      case "held", "offered" -> standing == Entry.Standing.PENDING;
      case "requested" -> standing == Entry.Standing.TENTATIVE;
      case "cancelled", "declined", "released", "expired" -> standing == Entry.Standing.GONE;
      default -> standing == Entry.Standing.CONFIRMED || standing == Entry.Standing.TENTATIVE;
    };
  }

  /** The same for the same news, so that no mailbox gets it twice. */
  private static UUID name(UUID about, JsonObject news) {
    String name = about + "|" + news.getString("event") + "|" + news.getInteger("sequence");
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Entry ended(Entry entry) {
    return new Entry(
        entry.id(),
        entry.reference(),
        entry.site(),
        entry.space(),
        entry.holder(),
        Entry.Standing.GONE,
        entry.from(),
        entry.to(),
        entry.slot(),
        entry.sequence(),
        entry.createdAt(),
        entry.changedAt(),
        entry.series(),
        entry.recurrence(),
        entry.decideBy(),
        entry.purpose(),
        entry.priceCentimes(),
        entry.refundCentimes());
  }
}
