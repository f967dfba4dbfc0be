package mogador.visits;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import mogador.calendars.Sender;
import mogador.kernel.Language;
import mogador.platform.Mail;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Formats;
import mogador.web.Messages;

/** What a visitor is told by mail, in the language chosen for them, and their calendar with it. */
record VisitLetter(Sender sender) {
  private static final String MAP = "https://www.openstreetmap.org/search?query=";

  void invited(Sql sql, Network network, Visit visit, Instant now) {
    send(sql, network, visit, "invited", now);
  }

  void changed(Sql sql, Network network, Visit before, Visit visit, Instant now) {
    boolean moved = !visit.from().equals(before.from()) || !visit.to().equals(before.to());
    send(sql, network, visit, moved ? "moved" : "changed", now);
  }

  /** The rules of the clock have changed: calendars need the entry anew. */
  void rederived(Sql sql, Network network, Visit visit, Instant now) {
    send(sql, network, visit, "rederived", now);
  }

  void cancelled(Sql sql, Network network, Visit visit, Instant now) {
    send(sql, network, visit, "cancelled", now);
  }

  /** The visitor's own page. */
  String link(Visit visit) {
    return sender.publicUrl() + "/visit/" + visit.token();
  }

  /** Where a map shows the park. */
  private static String map(Site site, Language language) {
    String where = site.name().in(language) + ", " + site.document().address().in(language);
    return MAP + URLEncoder.encode(where, StandardCharsets.UTF_8);
  }

  private void send(Sql sql, Network network, Visit visit, String event, Instant now) {
    if (visit.guest().email().isEmpty()) return;
    Language language = visit.guest().language();
    Messages words = Messages.in(language);
    Formats formats = Formats.in(language);
    Site site = network.site(visit.site()).orElseThrow();
    String where =
        visit
            .space()
            .flatMap(network::spaceById)
            .map(Space::name)
            .map(name -> name.in(language) + ", " + site.name().in(language))
            .orElse(site.name().in(language));
    var body = new StringBuilder(words.text("letter.hello", "name", visit.guest().name()));
    body.append("\n\n")
        .append(words.text("visit.letter." + event, "host", visit.host().name()))
        .append("\n\n")
        .append(formats.slot(visit.from(), visit.to()))
        .append('\n')
        .append(where)
        .append('\n')
        .append(site.document().address().in(language));
    if (!visit.guest().note().isEmpty()) body.append("\n\n").append(visit.guest().note());
    if (!event.equals("cancelled")) {
      body.append("\n\n").append(words.text("visit.letter.link", "link", link(visit)));
      if (visit.escort()) body.append('\n').append(words.text("visit.escort_guest"));
      body.append("\n\n").append(words.text("visit.letter.map", "link", map(site, language)));
    }
    body.append("\n\n").append(words.text("letter.bye"));
    String subject =
        words.text(
            "visit.letter." + event + "_subject",
            "site",
            site.name().in(language),
            "day",
            formats.day(visit.from().toLocalDate()));
    String email = visit.guest().email().get();
    Mail.Invitation invitation =
        new VisitOccasions(sender).invitation(network, visit, email, link(visit), now);
    new Mail(email, subject, body.toString(), Optional.of(invitation)).send(sql, now);
  }
}
