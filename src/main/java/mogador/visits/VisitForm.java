package mogador.visits;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import mogador.identity.Email;
import mogador.kernel.Language;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Languages;
import mogador.web.Problem;

/** Invitations as forms send them. */
final class VisitForm {
  static final int LONGEST_NAME = 200;
  static final int LONGEST_NOTE = 500;

  private VisitForm() {}

  /** Where and what is wished. */
  record Sent(Site site, Wish wish) {}

  static Sent read(RoutingContext ctx, Network network) {
    FormBody form = FormBody.of(ctx);
    String[] place = form.required("place", 100).split("/", 2);
    Site site =
        network
            .site(place[0])
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
    Optional<String> space =
        place.length == 2 ? Optional.of(place[1]).filter(c -> !c.isEmpty()) : Optional.empty();
    LocalDate day = form.requiredDate("day");
    return new Sent(
        site,
        new Wish(
            guest(ctx),
            day.atTime(form.requiredTime("from")),
            end(day, form.requiredTime("to")),
            space));
  }

  static Visit.Guest guest(RoutingContext ctx) {
    FormBody form = FormBody.of(ctx);
    Optional<String> typed = form.text("email", 254);
    Optional<String> email = typed.flatMap(Email::of).map(Email::address);
    if (typed.isPresent() && email.isEmpty()) {
      throw new Problem.Fault(
          Problem.of(400, "bad_request", "The e-mail address is not valid.").field("email"));
    }
    return new Visit.Guest(
        form.required("name", LONGEST_NAME),
        email,
        form.text("company", LONGEST_NAME).orElse(""),
        form.text("note", LONGEST_NOTE).orElse(""),
        form.text("language", 2).flatMap(Language::of).orElse(Languages.of(ctx)));
  }

  /** As typed, for the next try. */
  static VisitsPage.Form typed(RoutingContext ctx) {
    FormBody form = FormBody.of(ctx);
    return new VisitsPage.Form(
        form.text("name", 300).orElse(""),
        form.text("email", 300).orElse(""),
        form.text("company", 300).orElse(""),
        form.text("note", 1_000).orElse(""),
        form.text("place", 100).orElse(""),
        form.text("language", 2).orElse("fr"),
        form.date("day").orElse(LocalDate.EPOCH),
        form.text("from", 8).orElse(""),
        form.text("to", 8).orElse(""));
  }

  /** Midnight is the day's end. */
  static LocalDateTime end(LocalDate day, LocalTime to) {
    return to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(to);
  }
}
