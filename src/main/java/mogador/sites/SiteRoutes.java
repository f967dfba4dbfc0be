package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import mogador.kernel.LocalText;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Sites and spaces by the REST contract; open to everyone. */
public final class SiteRoutes {
  private final Sites sites;

  public SiteRoutes(Sites sites) {
    this.sites = sites;
  }

  public void mount(Operations operations) {
    operations
        .on("listSites", this::list)
        .on("listSpaces", this::spaces)
        .on("siteCalendar", this::calendar);
  }

  private void list(RoutingContext ctx) {
    var all =
        sites.current().sites().stream()
            .sorted(Comparator.comparing(Site::status).thenComparing(Site::id))
            .map(SiteRoutes::json)
            .toList();
    ctx.json(new JsonObject().put("sites", new JsonArray(all)));
  }

  private void spaces(RoutingContext ctx) {
    Network network = sites.current();
    Site site = site(ctx);
    var all = site.spaces().stream().map(space -> json(network, space)).toList();
    ctx.json(new JsonObject().put("spaces", new JsonArray(all)));
  }

  private void calendar(RoutingContext ctx) {
    Site site = site(ctx);
    LocalDate from = date(ctx, "from");
    LocalDate to = date(ctx, "to");
    if (!from.isBefore(to)) {
      throw new Problem.Fault(
          Problem.of(422, "end_before_start", "The day “to” is after the day “from”.").field("to"));
    }
    if (to.isAfter(from.plusDays(CalendarJson.MOST_DAYS))) {
      throw new Problem.Fault(
          Problem.of(422, "too_long", "Ask for " + CalendarJson.MOST_DAYS + " days at most.")
              .field("to"));
    }
    ctx.json(CalendarJson.write(site, from, to));
  }

  private Site site(RoutingContext ctx) {
    return sites
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static LocalDate date(RoutingContext ctx, String name) {
    return Input.query(ctx, name)
        .flatMap(RuleText::date)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(400, "invalid_input", "Say " + name + ", a day like 2026-12-01.")
                        .field(name)));
  }

  private static JsonObject json(Site site) {
    return new JsonObject()
        .put("id", site.id())
        .put("name", text(site.name()))
        .put("zone", site.zone())
        .put("status", site.status().code())
        .put("spaces", site.spaces().size());
  }

  private static JsonObject json(Network network, Space space) {
    return new JsonObject()
        .put("space", space.reference())
        .put("kind", space.kind().code())
        .put("floor", space.floor())
        .put("zone", space.zone())
        .put("name", text(space.name()))
        .put("capacity", space.capacity())
        .put("area_m2", BigDecimal.valueOf(space.areaCm2(), 4).doubleValue())
        .put("bookable", space.bookable())
        .put("features", new JsonArray(space.features()))
        .put(
            "parts",
            new JsonArray(space.parts().stream().map(p -> space.site() + "/" + p).toList()))
        .put("doors", new JsonArray(network.doorsTo(space).stream().map(Door::code).toList()));
  }

  private static JsonObject text(LocalText text) {
    return new JsonObject().put("fr", text.fr()).put("ar", text.ar()).put("en", text.en());
  }
}
