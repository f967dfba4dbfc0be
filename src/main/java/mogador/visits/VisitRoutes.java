package mogador.visits;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.visits.VisitSteps.Outcome;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Visits by the REST contract. */
final class VisitRoutes {
  private final Visits visits;
  private final Guard guard;

  VisitRoutes(Visits visits, Guard guard) {
    this.visits = visits;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("inviteVisitor", this::invite)
        .on("visits", this::list)
        .on("siteVisits", this::ofSite)
        .on("changeVisit", this::change)
        .on("cancelVisit", this::cancel)
        .on("receiveVisitor", this::receive)
        .on("signOutVisitor", this::signOut);
  }

  private void invite(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Actor actor = guard.signedIn(ctx);
    Site site = site(body.getString("site"));
    Optional<String> typed = Optional.ofNullable(body.getString("email"));
    Optional<String> email = typed.flatMap(Email::of).map(Email::address);
    if (typed.isPresent() && email.isEmpty()) throw invalid("email", "is no e-mail address");
    var guest =
        new Visit.Guest(
            name(body),
            email,
            body.getString("company", "").strip(),
            body.getString("note", "").strip(),
            Language.of(body.getString("language", "fr")).orElse(Language.FR));
    var wish =
        new Wish(
            guest,
            local(body, "from"),
            local(body, "to"),
            Optional.ofNullable(body.getString("space")));
    answer(ctx, 201, visits.invite(actor, actor.person(), site, wish));
  }

  private void list(RoutingContext ctx) {
    send(ctx, visits.ofHost(guard.signedIn(ctx)));
  }

  private void ofSite(RoutingContext ctx) {
    Site site = site(Input.path(ctx, "site"));
    guard.manager(ctx, site.id());
    LocalDate day =
        Input.query(ctx, "day")
            .map(text -> day(text))
            .orElseGet(() -> site.clock().localAt(visits.now()).toLocalDate());
    send(ctx, visits.ofDay(site, day, ""));
  }

  /** What is left out stays as it is. */
  private void change(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    answer(ctx, 200, visits.change(guard.signedIn(ctx), id(ctx), before -> changed(before, body)));
  }

  private static Wish changed(Wish before, JsonObject body) {
    Visit.Guest guest = before.guest();
    return new Wish(
        new Visit.Guest(
            body.containsKey("name") ? name(body) : guest.name(),
            guest.email(),
            body.getString("company", guest.company()).strip(),
            body.getString("note", guest.note()).strip(),
            Language.of(body.getString("language", "")).orElse(guest.language())),
        body.containsKey("from") ? local(body, "from") : before.from(),
        body.containsKey("to") ? local(body, "to") : before.to(),
        body.containsKey("space") ? Optional.ofNullable(body.getString("space")) : before.space());
  }

  private void cancel(RoutingContext ctx) {
    answer(ctx, 200, visits.cancel(guard.signedIn(ctx), id(ctx)));
  }

  private void receive(RoutingContext ctx) {
    Optional<String> badge = Optional.ofNullable(Input.body(ctx).getString("badge"));
    Actor actor = guard.signedIn(ctx);
    answer(ctx, 200, visits.receive(actor, siteOf(ctx, actor), id(ctx), badge));
  }

  private void signOut(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    answer(ctx, 200, visits.signOut(actor, siteOf(ctx, actor), id(ctx)));
  }

  /** Of a visit they may know of; to receive somebody takes a manager. */
  private Site siteOf(RoutingContext ctx, Actor actor) {
    Visit visit = visits.find(actor, id(ctx)).orElseThrow(HostPages::unknown);
    guard.manager(ctx, visit.site());
    return site(visit.site());
  }

  private void answer(RoutingContext ctx, int status, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(Visit visit) -> {
        ctx.response().setStatusCode(status);
        ctx.json(json(visit));
      }
      case Outcome.Refused(VisitRules.Refusal why) -> refused(why).send(ctx);
      case Outcome.NotNow(VisitStatus now) ->
          Problem.of(409, "visit_not_open", "The visit is " + now.code() + ".")
              .with("visit_status", now.code())
              .send(ctx);
      case Outcome.Over() ->
          Problem.of(409, "visit_over", "The time of the visit is past.").send(ctx);
      case Outcome.BadgeTaken() ->
          Problem.of(409, "credential_known", "This badge is already somebody's.")
              .field("badge")
              .send(ctx);
      case Outcome.Unknown() -> throw HostPages.unknown();
    }
  }

  private static Problem refused(VisitRules.Refusal why) {
    String text = "The invitation is outside its bounds: " + why.code() + ".";
    Problem problem = Problem.of(422, why.code(), text);
    return why.field().map(problem::field).orElse(problem);
  }

  private void send(RoutingContext ctx, List<Visit> found) {
    ctx.json(
        new JsonObject().put("visits", new JsonArray(found.stream().map(this::json).toList())));
  }

  private JsonObject json(Visit visit) {
    var json =
        new JsonObject()
            .put("id", visit.id().toString())
            .put("site", visit.site())
            .put("host", visit.host().name())
            .put("name", visit.guest().name())
            .put("company", visit.guest().company())
            .put("note", visit.guest().note())
            .put("from", visit.from().toString())
            .put("to", visit.to().toString())
            .put("starts_at", visit.slot().start().toString())
            .put("ends_at", visit.slot().end().toString())
            .put("status", visit.status().code())
            .put("escort", visit.escort())
            .put("sequence", visit.version().sequence())
            .put("link", visits.link(visit));
    visit
        .space()
        .flatMap(visits.network()::spaceById)
        .map(Space::reference)
        .ifPresent(space -> json.put("space", space));
    visit.guest().email().ifPresent(email -> json.put("email", email));
    visit.badge().ifPresent(badge -> json.put("badge", badge));
    visit.receivedAt().ifPresent(at -> json.put("received_at", at.toString()));
    visit.leftAt().ifPresent(at -> json.put("left_at", at.toString()));
    return json;
  }

  private Site site(String id) {
    return visits
        .network()
        .site(id)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(HostPages::unknown);
  }

  private static String name(JsonObject body) {
    String name = body.getString("name").strip();
    if (name.isEmpty()) throw invalid("name", "is blank");
    return name;
  }

  private static LocalDateTime local(JsonObject body, String field) {
    try {
      LocalDateTime time = LocalDateTime.parse(body.getString(field));
      if (time.getYear() >= 2000 && time.getYear() < 2100) return time;
    } catch (DateTimeException e) {
      // Refused below, like a year beyond all calendars.
    }
    throw invalid(field, "is no time like 2026-12-01T09:00");
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw invalid("day", "is no date like 2026-12-01");
    }
  }

  private static Problem.Fault invalid(String field, String what) {
    return new Problem.Fault(
        Problem.of(422, "invalid_input", "The field " + field + " " + what + ".").field(field));
  }
}
