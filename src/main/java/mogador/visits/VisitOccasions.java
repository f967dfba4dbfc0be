package mogador.visits;

import java.time.Instant;
import java.util.Optional;
import mogador.calendars.Invitations;
import mogador.calendars.Occasion;
import mogador.calendars.Sender;
import mogador.kernel.Language;
import mogador.platform.Mail;
import mogador.sites.Floor;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Messages;

/** A visit in the calendars of both: by mail in the visitor's, by a feed in the host's. Pure. */
record VisitOccasions(Sender sender) {

  /** For the visitor, who is asked to come, or told that it is off. */
  Mail.Invitation invitation(
      Network network, Visit visit, String email, String link, Instant stamp) {
    Language language = visit.guest().language();
    Messages words = Messages.in(language);
    Site site = network.site(visit.site()).orElseThrow();
    var said =
        new Occasion.Words(
            words.text(
                "visit.calendar.guest",
                "host",
                visit.host().name(),
                "site",
                site.name().in(language)),
            words.text(
                "visit.calendar.place",
                "place",
                place(network, visit, language),
                "address",
                site.document().address().in(language)),
            description(visit, words, link),
            link,
            site.name().in(language));
    var invited = new Occasion.Invited(visit.guest().name(), email, false);
    return new Invitations(sender).of(site, occasion(visit, said, Optional.of(invited)), stamp);
  }

  /** For the host, who has invited them and knows. */
  Occasion ofHost(Network network, Visit visit, Language language) {
    Messages words = Messages.in(language);
    Visit.Guest guest = visit.guest();
    String who =
        guest.company().isEmpty() ? guest.name() : guest.name() + " (" + guest.company() + ")";
    var said =
        new Occasion.Words(
            words.text("visit.calendar.host", "guest", who),
            place(network, visit, language),
            guest.note(),
            sender.publicUrl() + "/visits",
            network.site(visit.site()).orElseThrow().name().in(language));
    return occasion(visit, said, Optional.empty());
  }

  private static Occasion occasion(
      Visit visit, Occasion.Words said, Optional<Occasion.Invited> invited) {
    return new Occasion(
        visit.id(),
        visit.site(),
        visit.from(),
        visit.to(),
        visit.slot(),
        visit.status() == VisitStatus.CANCELLED
            ? Occasion.Standing.GONE
            : Occasion.Standing.CONFIRMED,
        visit.version().sequence(),
        visit.version().createdAt(),
        visit.version().changedAt(),
        said,
        invited);
  }

  private static String description(Visit visit, Messages words, String link) {
    if (visit.status() == VisitStatus.CANCELLED) return words.text("visit.cancelled");
    var text = new StringBuilder();
    if (!visit.guest().note().isEmpty()) text.append(visit.guest().note()).append("\n\n");
    text.append(words.text("visit.letter.link", "link", link));
    if (visit.escort()) text.append("\n\n").append(words.text("visit.escort_guest"));
    return text.toString();
  }

  private static String place(Network network, Visit visit, Language language) {
    Site site = network.site(visit.site()).orElseThrow();
    Messages words = Messages.in(language);
    String there = site.name().in(language);
    Optional<Space> space = visit.space().flatMap(network::spaceById);
    return space
        .map(
            it ->
                words.text(
                    "calendar.place",
                    "what",
                    it.name().in(language),
                    "floor",
                    site.floor(it.floor()).map(Floor::name).orElse(site.name()).in(language),
                    "site",
                    there))
        .orElseGet(() -> words.text("visits.entrance", "site", there));
  }
}
