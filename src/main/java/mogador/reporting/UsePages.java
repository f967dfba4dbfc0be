package mogador.reporting;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.occupancy.UseHistory;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Pages;

/** What was used over time, for those who manage the site: to look at, to print, as a table. */
public final class UsePages {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;
  private final Clock clock;

  public UsePages(Database database, Sites sites, Guard guard, Pages pages, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/ops/:site/use").handler(this::page);
    router.get("/ops/:site/use.csv").handler(this::table);
  }

  private void page(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    UseAnswer answer = answer(ctx, site);
    pages.render(
        ctx,
        "reporting/use.jte",
        new UsePage(
            site.id(),
            site.name(),
            managed.choices(),
            answer.period().from(),
            answer.period().to(),
            answer.period().wrong(),
            site.floors().stream()
                .map(
                    floor ->
                        new Choice(
                            floor.code(),
                            floor.name(),
                            answer.floor().equals(Optional.of(floor.code()))))
                .toList(),
            managed.kinds(),
            answer.kind().map(SpaceKind::code),
            UseReport.whole(answer.groups(), answer.floor(), answer.kind()),
            answer.tooSmall(),
            UseReport.rows(answer.hours()),
            UseReport.groups(site, answer.groups())));
  }

  /** One line for each hour of the week; opens in a spreadsheet as it is. */
  private void table(RoutingContext ctx) {
    Site site = ManagedSite.of(ctx, sites, guard).site();
    UseAnswer answer = answer(ctx, site).ofPossibleDays();
    var text = new StringBuilder("weekday,hour,occupied_minutes,known_minutes,peak,spaces\r\n");
    for (UseHistory.Hour hour : answer.hours()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%.2f,%.2f,%d,%d\r\n",
              hour.weekday(),
              hour.hour(),
              hour.occupiedMillis() / 60_000.0,
              hour.knownMillis() / 60_000.0,
              hour.peak(),
              hour.spaces()));
    }
    String name =
        "%s-use-%s-%s.csv".formatted(site.id(), answer.period().from(), answer.period().to());
    ctx.response()
        .putHeader("content-type", "text/csv; charset=utf-8")
        .putHeader("content-disposition", "attachment; filename=\"" + name + "\"")
        .putHeader("cache-control", "no-store")
        .end(Buffer.buffer(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private UseAnswer answer(RoutingContext ctx, Site site) {
    return UseAnswer.of(
        database.sql(),
        site,
        Input.query(ctx, "from"),
        Input.query(ctx, "to"),
        Input.query(ctx, "floor"),
        Input.query(ctx, "kind"),
        clock.instant());
  }
}
