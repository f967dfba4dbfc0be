package mogador.devices;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.occupancy.CountCorrection;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** How many people are in the zones, and corrections of it; for those who manage the site. */
public final class CountRoutes {
  private final Sites sites;
  private final ZonesNow zones;
  private final CountCorrections corrections;
  private final Guard guard;

  public CountRoutes(Sites sites, ZonesNow zones, CountCorrections corrections, Guard guard) {
    this.sites = sites;
    this.zones = zones;
    this.corrections = corrections;
    this.guard = guard;
  }

  public void mount(Operations operations) {
    operations.on("siteCounts", this::counts).on("correctCount", this::correct);
  }

  /** For the live page. */
  public void mount(Router router) {
    router.post("/ops/:site/counts/:space").handler(this::correctOnPage);
  }

  private void counts(RoutingContext ctx) {
    Site site = site(ctx);
    guard.manager(ctx, site.id());
    ctx.json(
        new JsonObject()
            .put("zones", new JsonArray(zones.at(site).stream().map(CountRoutes::json).toList())));
  }

  private static JsonObject json(ZoneNow one) {
    var json = new JsonObject().put("zone", one.zone().code()).put("by", one.by().code());
    if (one.by() != ZoneNow.By.NOTHING) json.put("inside", one.inside());
    one.zone().rules().capacity().ifPresent(most -> json.put("capacity", most));
    one.fill().ifPresent(fill -> json.put("fill", fill.code()));
    if (one.by() == ZoneNow.By.COUNTERS) json.put("missed", one.missed());
    one.byHand().ifPresent(at -> json.put("corrected_at", at.toString()));
    return json.put(
        "counted_spaces", new JsonArray(one.counters().stream().map(Space::code).toList()));
  }

  private void correct(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    JsonObject body = Input.body(ctx);
    Optional<Instant> at =
        Optional.ofNullable(body.getString("counted_at"))
            .map(text -> OffsetDateTime.parse(text).toInstant());
    switch (corrections.correct(actor, site, body.getString("space"), body.getLong("inside"), at)) {
      case CountCorrections.Outcome.Done done -> {
        ctx.response().setStatusCode(201);
        ctx.json(
            new JsonObject()
                .put("space", done.space().code())
                .put("inside", done.correction().inside())
                .put("counters_had", done.had())
                .put("counted_at", done.correction().at().toString()));
      }
      case CountCorrections.Outcome other -> throw new Problem.Fault(problem(other));
    }
  }

  private void correctOnPage(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    FormBody form = FormBody.of(ctx);
    form.required("inside", 12);
    int inside = form.integer("inside", 0, CountCorrection.MOST).orElse(0);
    switch (corrections.correct(actor, site, Input.path(ctx, "space"), inside, Optional.empty())) {
      case CountCorrections.Outcome.Done _ ->
          ctx.response()
              .setStatusCode(303)
              .putHeader("location", "/ops/" + site.id() + "#zones")
              .end();
      case CountCorrections.Outcome other -> throw new Problem.Fault(problem(other));
    }
  }

  private static Problem problem(CountCorrections.Outcome outcome) {
    return switch (outcome) {
      case CountCorrections.Outcome.Done _ -> throw new IllegalStateException();
      case CountCorrections.Outcome.UnknownSpace() ->
          Problem.of(404, "unknown_space", "There is no such space.").field("space");
      case CountCorrections.Outcome.NotCounted() ->
          Problem.of(409, "not_counted", "No people counter watches this space.").field("space");
      case CountCorrections.Outcome.Untimely() ->
          Problem.of(
                  422,
                  "untimely",
                  "People are counted between the opening of the site, when nobody is inside, and"
                      + " now.")
              .field("counted_at");
    };
  }

  private Site site(RoutingContext ctx) {
    return sites
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
