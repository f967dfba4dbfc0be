package mogador.visits;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.visits.VisitSteps.Outcome;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** Visitors as the desk sees them: expected, received, signed out. */
final class DeskPages {
  /** A card's serial number: 4, 7 or 10 bytes (ISO 14443-3). */
  static final Pattern BADGE = Pattern.compile("([0-9A-F]{2}){4,10}");

  private static final List<String> SAID =
      List.of("received", "signed_out", "walked_in", "changed", "changed_untold");

  private final Visits visits;
  private final Guard guard;
  private final Pages pages;
  private final VisitViews views;

  DeskPages(Visits visits, Guard guard, Pages pages) {
    this.visits = visits;
    this.guard = guard;
    this.pages = pages;
    this.views = new VisitViews(visits);
  }

  void mount(Router router) {
    router.get("/ops/:site/visits").handler(this::list);
    router.post("/ops/:site/visits").handler(this::walkIn);
    router.post("/ops/:site/visits/:id/receive").handler(this::receive);
    router.post("/ops/:site/visits/:id/sign-out").handler(this::signOut);
  }

  private void list(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Optional<String> said = Input.query(ctx, "said").filter(SAID::contains);
    show(ctx, 200, actor, site(ctx), said, Optional.empty());
  }

  private void receive(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    Optional<String> badge = badge(ctx);
    if (badge.filter(text -> !BADGE.matcher(text).matches()).isPresent()) {
      show(ctx, 422, actor, site, Optional.empty(), Optional.of("badge"));
      return;
    }
    answer(ctx, actor, site, visits.receive(actor, site, id(ctx), badge), "received");
  }

  private void signOut(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    answer(ctx, actor, site, visits.signOut(actor, site, id(ctx)), "signed_out");
  }

  /** Until the end of the day, to whoever is at the desk: they know whom it is for. */
  private void walkIn(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    LocalDateTime now = site.clock().localAt(visits.now()).truncatedTo(ChronoUnit.MINUTES);
    var wish =
        new Wish(
            VisitForm.guest(ctx),
            now,
            now.toLocalDate().plusDays(1).atStartOfDay(),
            Optional.empty());
    Outcome outcome = visits.walkIn(actor, actor.person(), site, wish, Optional.empty());
    answer(ctx, actor, site, outcome, "walked_in");
  }

  private void answer(RoutingContext ctx, Actor actor, Site site, Outcome outcome, String said) {
    switch (outcome) {
      case Outcome.Done done ->
          HostPages.redirect(ctx, "/ops/" + site.id() + "/visits?said=" + said);
      case Outcome.Refused(VisitRules.Refusal why) ->
          show(ctx, 422, actor, site, Optional.empty(), Optional.of(why.code()));
      case Outcome.NotNow(VisitStatus status) ->
          show(ctx, 409, actor, site, Optional.empty(), Optional.of("not_now"));
      case Outcome.Over() -> show(ctx, 409, actor, site, Optional.empty(), Optional.of("not_now"));
      case Outcome.BadgeTaken() ->
          show(ctx, 409, actor, site, Optional.empty(), Optional.of("badge_taken"));
      case Outcome.Unknown() -> throw HostPages.unknown();
    }
  }

  private void show(
      RoutingContext ctx,
      int status,
      Actor actor,
      Site site,
      Optional<String> said,
      Optional<String> refusal) {
    String search = FormBody.ofQuery(ctx).text("q", 100).orElse("");
    LocalDate day = site.clock().localAt(visits.now()).toLocalDate();
    List<Visit> all = visits.ofDay(site, day, search);
    var page =
        new DeskPage(
            site.id(),
            site.name(),
            visits.network().sites().stream()
                .filter(other -> actor.manages(other.id()))
                .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
                .toList(),
            day,
            search,
            items(all, VisitStatus.EXPECTED),
            items(all, VisitStatus.RECEIVED),
            items(all, VisitStatus.LEFT),
            said,
            refusal);
    pages.render(ctx, status, "visits/desk.jte", page);
  }

  private List<VisitsPage.Item> items(List<Visit> all, VisitStatus status) {
    return all.stream().filter(visit -> visit.status() == status).map(views::item).toList();
  }

  private static Optional<String> badge(RoutingContext ctx) {
    return FormBody.of(ctx)
        .text("badge", 40)
        .map(text -> text.replaceAll("[\\s:.-]", "").toUpperCase(java.util.Locale.ROOT));
  }

  private Actor manager(RoutingContext ctx) {
    return guard.manager(ctx, Input.path(ctx, "site"));
  }

  private Site site(RoutingContext ctx) {
    return visits
        .network()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(HostPages::unknown);
  }
}
