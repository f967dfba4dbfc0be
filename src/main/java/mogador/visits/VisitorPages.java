package mogador.visits;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** The visitor's page: found by its link alone, for a day after the visit. */
final class VisitorPages {
  private static final Duration SHOWN = Duration.ofDays(1);

  private final Visits visits;
  private final Pages pages;
  private final VisitViews views;

  VisitorPages(Visits visits, Pages pages) {
    this.visits = visits;
    this.pages = pages;
    this.views = new VisitViews(visits);
  }

  void mount(Router router) {
    router.get("/visit/:token").handler(this::show);
  }

  private void show(RoutingContext ctx) {
    Visit visit =
        visits
            .byToken(Input.path(ctx, "token"))
            .filter(found -> found.slot().end().plus(SHOWN).isAfter(visits.now()))
            .orElseThrow(
                () ->
                    new Problem.Fault(
                        Problem.of(404, "unknown_visit", "This link leads to no visit any more.")));
    ctx.response().putHeader("x-robots-tag", "noindex").putHeader("referrer-policy", "no-referrer");
    pages.render(ctx, "visits/visitor.jte", views.visitor(visit, Languages.of(ctx)));
  }
}
