package mogador.visits;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.visits.VisitForm.Sent;
import mogador.visits.VisitSteps.Outcome;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** Where people invite their visitors. */
final class HostPages {
  private static final List<String> SAID =
      List.of("invited", "changed", "changed_untold", "cancelled");

  private final Visits visits;
  private final Guard guard;
  private final Pages pages;
  private final VisitViews views;

  HostPages(Visits visits, Guard guard, Pages pages) {
    this.visits = visits;
    this.guard = guard;
    this.pages = pages;
    this.views = new VisitViews(visits);
  }

  void mount(Router router) {
    router.get("/visits").handler(this::list);
    router.post("/visits").handler(this::invite);
    router.post("/visits/:id/cancel").handler(this::cancel);
  }

  private void list(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      redirect(ctx, "/sign-in?next=/visits");
      return;
    }
    Optional<String> said = Input.query(ctx, "said").filter(SAID::contains);
    show(ctx, 200, actor.get(), Optional.empty(), said, Optional.empty());
  }

  private void invite(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Sent sent = VisitForm.read(ctx, visits.network());
    answer(ctx, actor, visits.invite(actor, actor.person(), sent.site(), sent.wish()), "invited");
  }

  private void cancel(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    answer(ctx, actor, visits.cancel(actor, id(ctx)), "cancelled");
  }

  private void answer(RoutingContext ctx, Actor actor, Outcome outcome, String said) {
    switch (outcome) {
      case Outcome.Done done -> redirect(ctx, "/visits?said=" + said);
      case Outcome.Refused(VisitRules.Refusal why) ->
          show(
              ctx,
              422,
              actor,
              Optional.of(VisitForm.typed(ctx)),
              Optional.empty(),
              Optional.of(VisitViews.refused(why)));
      case Outcome.NotNow(VisitStatus status) -> notNow(ctx, actor);
      case Outcome.Over() -> notNow(ctx, actor);
      case Outcome.BadgeTaken() -> throw new IllegalStateException("no badge was given");
      case Outcome.Unknown() -> throw unknown();
    }
  }

  private void notNow(RoutingContext ctx, Actor actor) {
    var refusal = new VisitsPage.Refused("", "not_now");
    show(ctx, 409, actor, Optional.empty(), Optional.empty(), Optional.of(refusal));
  }

  private void show(
      RoutingContext ctx,
      int status,
      Actor actor,
      Optional<VisitsPage.Form> typed,
      Optional<String> said,
      Optional<VisitsPage.Refused> refusal) {
    pages.render(
        ctx, status, "visits/host.jte", views.host(actor, typed, Languages.of(ctx), said, refusal));
  }

  static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(HostPages::unknown);
  }

  static void redirect(RoutingContext ctx, String to) {
    ctx.response().setStatusCode(303).putHeader("location", to).end();
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_visit", "There is no such visit, or it is not yours."));
  }
}
