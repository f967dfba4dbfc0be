package mogador.alarms;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.alarms.Alarms.Outcome;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The open alarms of a site and those that were, and the steps its managers take. */
final class AlarmPages {
  private static final int OPEN = 200;
  private static final int PAST = 100;
  private static final List<String> SAID =
      List.of("acknowledged", "cleared", "already", "cause_lasts");

  private final Alarms alarms;
  private final Guard guard;
  private final Pages pages;

  AlarmPages(Alarms alarms, Guard guard, Pages pages) {
    this.alarms = alarms;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/alarms").handler(this::list);
    router.post("/ops/:site/alarms/:alarm/acknowledge").handler(this::acknowledge);
    router.post("/ops/:site/alarms/:alarm/clear").handler(this::clear);
  }

  private void list(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    Optional<AlarmKind> kind = Input.query(ctx, "kind").flatMap(AlarmKind::of);
    pages.render(
        ctx,
        "alarms/alarms.jte",
        new AlarmsPage(
            site.id(),
            site.name(),
            alarms.sites().current().sites().stream()
                .filter(other -> actor.manages(other.id()))
                .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
                .toList(),
            Arrays.stream(AlarmKind.values()).map(AlarmKind::code).toList(),
            kind.map(AlarmKind::code),
            rows(site, kind, true, OPEN),
            rows(site, kind, false, PAST),
            Input.query(ctx, "said").filter(SAID::contains)));
  }

  private List<AlarmBanner.Row> rows(Site site, Optional<AlarmKind> kind, boolean open, int limit) {
    return alarms.latest(site.id(), kind, open, limit).stream()
        .map(alarm -> AlarmBanner.row(site, alarm))
        .toList();
  }

  private void acknowledge(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    UUID id = AlarmRoutes.id(ctx);
    go(
        ctx,
        site,
        alarms.database().inTransaction(sql -> alarms.acknowledge(sql, actor, site.id(), id)),
        "acknowledged");
  }

  private void clear(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    UUID id = AlarmRoutes.id(ctx);
    go(
        ctx,
        site,
        alarms.database().inTransaction(sql -> alarms.clear(sql, actor, site.id(), id)),
        "cleared");
  }

  private static void go(RoutingContext ctx, Site site, Outcome outcome, String done) {
    String said =
        switch (outcome) {
          case Outcome.Done(Alarm alarm) -> done;
          case Outcome.Already(Alarm alarm) -> "already";
          case Outcome.CauseLasts(Alarm alarm) -> "cause_lasts";
          case Outcome.Unknown() -> throw AlarmRoutes.unknown();
        };
    boolean live = FormBody.of(ctx).text("from", 10).equals(Optional.of("live"));
    String there = "/ops/" + site.id() + (live ? "" : "/alarms?said=" + said);
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  private Site site(RoutingContext ctx) {
    return alarms
        .sites()
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
