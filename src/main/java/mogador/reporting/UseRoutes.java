package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import mogador.identity.Guard;
import mogador.occupancy.UseHistory;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.web.Input;
import mogador.web.Operations;

/** What was used over time by the REST contract; for those who manage the site. */
public final class UseRoutes {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Clock clock;

  public UseRoutes(Database database, Sites sites, Guard guard, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.clock = clock;
  }

  public void mount(Operations operations) {
    operations.on("siteUse", this::use);
  }

  private void use(RoutingContext ctx) {
    Site site = ManagedSite.of(ctx, sites, guard).site();
    UseAnswer answer =
        UseAnswer.of(
                database.sql(),
                site,
                Input.query(ctx, "from"),
                Input.query(ctx, "to"),
                Input.query(ctx, "floor"),
                Input.query(ctx, "kind"),
                clock.instant())
            .ofPossibleDays();
    ctx.json(
        new JsonObject()
            .put("from", answer.period().from().toString())
            .put("to", answer.period().to().toString())
            .put("kept_back", answer.tooSmall())
            .put("hours", new JsonArray(answer.hours().stream().map(UseRoutes::json).toList()))
            .put("groups", new JsonArray(answer.groups().stream().map(UseRoutes::json).toList())));
  }

  private static JsonObject json(UseHistory.Hour hour) {
    return new JsonObject()
        .put("weekday", hour.weekday())
        .put("hour", hour.hour())
        .put("occupied_ms", hour.occupiedMillis())
        .put("known_ms", hour.knownMillis())
        .put("peak", hour.peak())
        .put("spaces", hour.spaces());
  }

  /** Too few spaces are named, and nothing is told of them. */
  private static JsonObject json(UseHistory.Group group) {
    var json = new JsonObject();
    group.floor().ifPresent(floor -> json.put("floor", floor));
    group.kind().ifPresent(kind -> json.put("kind", kind));
    boolean kept = UseReport.isTooSmall(group.kind().flatMap(SpaceKind::of), group.spaces());
    json.put("kept_back", kept);
    if (kept) return json;
    return json.put("occupied_ms", group.occupiedMillis())
        .put("known_ms", group.knownMillis())
        .put("peak", group.peak())
        .put("spaces", group.spaces());
  }
}
