package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.occupancy.Forecast;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Pages;

/** What the coming week will probably be like, for those who manage the site. */
final class ForecastPages {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Clock clock;

  ForecastPages(Database database, Sites sites, Guard guard, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Router router, Pages pages) {
    router.get("/ops/:site/use/forecast").handler(ctx -> page(ctx, pages));
    router.get("/ops/:site/use/forecast.svg").handler(ctx -> drawing(ctx, pages));
  }

  /** The same numbers by the API. */
  void mount(Operations operations) {
    operations.on("siteForecast", this::forecast);
  }

  private void page(RoutingContext ctx, Pages pages) {
    pages.render(ctx, "reporting/forecast.jte", shown(ctx));
  }

  private void drawing(RoutingContext ctx, Pages pages) {
    ForecastPage page = shown(ctx);
    String name = page.site() + "-forecast-" + page.days().getFirst();
    ReportFile.svg(ctx, name, ForecastDrawing.of(page, pages.frame(ctx)));
  }

  private ForecastPage shown(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    ForecastAnswer answer = answer(ctx, site);
    return new ForecastPage(
        site.id(),
        site.name(),
        managed.choices(),
        managed.kinds(),
        answer.kind().map(SpaceKind::code),
        answer.tooSmall(),
        answer.fullest(),
        List.copyOf(answer.days().keySet()),
        answer.hours().stream().map(hour -> row(answer, hour)).toList());
  }

  private static ForecastPage.Row row(ForecastAnswer answer, int hour) {
    return new ForecastPage.Row(
        LocalTime.of(hour, 0),
        answer.days().values().stream().map(day -> Optional.ofNullable(day.get(hour))).toList());
  }

  private void forecast(RoutingContext ctx) {
    Site site = ManagedSite.of(ctx, sites, guard).site();
    ForecastAnswer answer = answer(ctx, site);
    var hours = new JsonArray();
    answer.days().forEach((day, all) -> all.forEach((hour, it) -> hours.add(json(day, hour, it))));
    ctx.json(new JsonObject().put("kept_back", answer.tooSmall()).put("hours", hours));
  }

  private static JsonObject json(LocalDate day, int hour, Forecast forecast) {
    return new JsonObject()
        .put("day", day.toString())
        .put("hour", hour)
        .put("percent", forecast.percent())
        .put("least_percent", forecast.least())
        .put("most_percent", forecast.most())
        .put("peak", forecast.peak())
        .put("spaces", forecast.spaces())
        .put("weeks", forecast.weeks());
  }

  private ForecastAnswer answer(RoutingContext ctx, Site site) {
    return ForecastAnswer.of(database.sql(), site, Input.query(ctx, "kind"), clock.instant());
  }
}
