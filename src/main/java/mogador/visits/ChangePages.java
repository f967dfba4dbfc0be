package mogador.visits;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.visits.VisitForm.Sent;
import mogador.visits.VisitRules.Refusal;
import mogador.visits.VisitSteps.Outcome;
import mogador.web.Pages;

/** Where hosts, and managers for them, change a visit that is to come. */
final class ChangePages {
  private final Visits visits;
  private final Guard guard;
  private final Pages pages;
  private final VisitViews views;

  ChangePages(Visits visits, Guard guard, Pages pages) {
    this.visits = visits;
    this.guard = guard;
    this.pages = pages;
    this.views = new VisitViews(visits);
  }

  void mount(Router router) {
    router.get("/visits/:id/change").handler(this::form);
    router.post("/visits/:id/change").handler(this::change);
  }

  private void form(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      HostPages.redirect(ctx, "/sign-in?next=/visits/" + HostPages.id(ctx) + "/change");
      return;
    }
    Visit visit = visit(ctx, actor.get());
    show(ctx, 200, actor.get(), visit, views.form(visit), Optional.empty());
  }

  private void change(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Visit visit = visit(ctx, actor);
    Sent sent = VisitForm.read(ctx, visits.network());
    Outcome outcome =
        sent.site().id().equals(visit.site())
            ? visits.change(actor, visit.id(), before -> sent.wish())
            : new Outcome.Refused(Refusal.NOT_YOUR_SPACE);
    switch (outcome) {
      case Outcome.Done(Visit after) ->
          HostPages.redirect(ctx, back(actor, after) + "?said=" + said(after));
      case Outcome.Refused(Refusal why) ->
          show(ctx, 422, actor, visit, VisitForm.typed(ctx), Optional.of(why));
      case Outcome.NotNow(VisitStatus status) -> closed(ctx, actor);
      case Outcome.Over() -> closed(ctx, actor);
      case Outcome.BadgeTaken() -> throw new IllegalStateException("no badge was given");
      case Outcome.Unknown() -> throw HostPages.unknown();
    }
  }

  private void closed(RoutingContext ctx, Actor actor) {
    Visit visit = visit(ctx, actor);
    show(ctx, 409, actor, visit, views.form(visit), Optional.empty());
  }

  private void show(
      RoutingContext ctx,
      int status,
      Actor actor,
      Visit visit,
      VisitsPage.Form form,
      Optional<Refusal> refusal) {
    var page =
        new ChangePage(
            views.item(visit),
            views.places(visit),
            form,
            refusal.map(VisitViews::refused),
            views.closed(visit),
            back(actor, visit));
    pages.render(ctx, status, "visits/change.jte", page);
  }

  private Visit visit(RoutingContext ctx, Actor actor) {
    return visits.find(actor, HostPages.id(ctx)).orElseThrow(HostPages::unknown);
  }

  private static String back(Actor actor, Visit visit) {
    return actor.id().equals(visit.host().id()) ? "/visits" : "/ops/" + visit.site() + "/visits";
  }

  /** Without an address nobody has told them. */
  private static String said(Visit visit) {
    return visit.guest().email().isPresent() ? "changed" : "changed_untold";
  }
}
