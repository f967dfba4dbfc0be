package mogador.calendars;

import java.time.LocalDateTime;
import java.util.Optional;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.web.Formats;
import mogador.web.Messages;

/**
 * What people are told about their bookings, in their language; every event in words of its own.
 */
final class BookingLetter {
  private final Network network;
  private final Person reader;
  private final Messages words;
  private final Formats formats;
  private final Sender sender;

  BookingLetter(Network network, Person reader, Sender sender) {
    this.network = network;
    this.reader = reader;
    this.words = Messages.in(reader.language());
    this.formats = Formats.in(reader.language());
    this.sender = sender;
  }

  record Text(String subject, String body) {}

  /** Whether there is anything to say about an event. */
  static boolean knows(String event) {
    return Messages.in(Language.FR).has("letter." + event + ".subject");
  }

  static boolean knowsSeries(String event) {
    return Messages.in(Language.FR).has("letter.series." + event + ".subject");
  }

  /**
   * Tells of one booking.
   *
   * @param reason a person's words why, or empty
   */
  Text of(Entry entry, String event, Optional<String> reason) {
    Site site = network.site(entry.site()).orElseThrow();
    SiteZone zone = site.clock();
    String space = network.spaceById(entry.space()).orElseThrow().name().in(reader.language());
    String until =
        entry.decideBy().map(at -> formats.time(zone.localAt(at).toLocalTime())).orElse("");
    var body = new StringBuilder(words.text("letter.hello", "name", reader.shownName()));
    body.append("\n\n").append(words.text("letter." + event + ".text", "until", until));
    reason
        .filter(text -> !text.isBlank())
        .ifPresent(text -> body.append('\n').append(words.text("letter.reason", "reason", text)));
    if (entry.refundCentimes() > 0) {
      body.append('\n')
          .append(words.text("letter.refund", "amount", formats.money(entry.refundCentimes())));
    }
    body.append("\n\n")
        .append(
            words.text(
                "letter.facts",
                "space",
                space,
                "site",
                site.name().in(reader.language()),
                "when",
                formats.slot(entry.from(), entry.to()),
                "reference",
                entry.reference()));
    body.append("\n\n").append(sender.publicUrl()).append("/me/bookings/").append(entry.id());
    body.append("\n\n").append(words.text("letter.bye"));
    String subject =
        words.text(
            "letter." + event + ".subject",
            "space",
            space,
            "day",
            formats.day(entry.from().toLocalDate()),
            "from",
            formats.time(entry.from().toLocalTime()),
            "reference",
            entry.reference());
    return new Text(subject, body.toString());
  }

  /** Tells of a whole series. */
  Text of(Series series, String event, Optional<String> reason) {
    Site site = network.site(series.site()).orElseThrow();
    String space = network.spaceById(series.space()).orElseThrow().name().in(reader.language());
    var body = new StringBuilder(words.text("letter.hello", "name", reader.shownName()));
    body.append("\n\n").append(words.text("letter.series." + event + ".text"));
    reason
        .filter(text -> !text.isBlank())
        .ifPresent(text -> body.append('\n').append(words.text("letter.reason", "reason", text)));
    body.append("\n\n").append(space).append(" – ").append(site.name().in(reader.language()));
    for (Entry entry : series.entries().stream().limit(SHOWN).toList()) {
      body.append('\n').append(formats.slot(entry.from(), entry.to()));
    }
    int more = series.entries().size() - SHOWN;
    if (more > 0) body.append('\n').append(words.text("letter.series.more", "count", more));
    body.append("\n\n").append(sender.publicUrl()).append("/me/bookings");
    body.append("\n\n").append(words.text("letter.bye"));
    LocalDateTime first =
        series.entries().isEmpty() ? series.from() : series.entries().getFirst().from();
    String subject =
        words.text(
            "letter.series." + event + ".subject",
            "space",
            space,
            "day",
            formats.day(first.toLocalDate()),
            "count",
            series.entries().size());
    return new Text(subject, body.toString());
  }

  private static final int SHOWN = 12;
}
