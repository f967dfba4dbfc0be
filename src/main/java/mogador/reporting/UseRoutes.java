package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.occupancy.UseHistory;
import mogador.platform.Database;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** What was used over time by the REST contract; for those who manage the site. */
final class UseRoutes {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Clock clock;

  UseRoutes(Database database, Sites sites, Guard guard, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Operations operations) {
    operations.on("siteUse", this::use);
  }

  private void use(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    UseAsked asked = UseAsked.of(ctx, managed.site(), clock.instant());
    Optional<UseWith> with = UseWith.of(ctx, asked, managed.managed());
    boolean isWished = Input.query(ctx, "with").filter(code -> !code.isEmpty()).isPresent();
    if (isWished && with.isEmpty()) throw nothingToCompare();
    UseAnswer answer = UseAnswer.of(database.sql(), asked).ofPossibleDays();
    JsonObject json = json(answer);
    with.map(it -> new UseCompared(answer, UseAnswer.of(database.sql(), it.asked())))
        .map(UseCompared::ofPossibleDays)
        .ifPresent(
            compared ->
                json.put("with", json(compared.with()).put("site", site(compared)))
                    .put("difference", difference(compared)));
    ctx.json(json);
  }

  private static String site(UseCompared compared) {
    return compared.with().asked().site().id();
  }

  private static Problem.Fault nothingToCompare() {
    String why = "Compare with before, floor:CODE of the site, or site:ID of one you manage.";
    return new Problem.Fault(Problem.of(400, "invalid_input", why).field("with"));
  }

  private static JsonObject json(UseAnswer answer) {
    var json =
        new JsonObject()
            .put("from", answer.period().from().toString())
            .put("to", answer.period().to().toString());
    answer.asked().floor().ifPresent(floor -> json.put("floor", floor));
    return json.put("kept_back", answer.tooSmall())
        .put("hours", new JsonArray(answer.hours().stream().map(UseRoutes::json).toList()))
        .put("groups", new JsonArray(groups(answer.groups())));
  }

  private static JsonObject difference(UseCompared compared) {
    var json =
        new JsonObject()
            .put(
                "hours",
                new JsonArray(
                    compared.hours().stream()
                        .map(
                            hour ->
                                new JsonObject()
                                    .put("weekday", hour.weekday())
                                    .put("hour", hour.hour())
                                    .put("points", hour.points()))
                        .toList()));
    compared.points().ifPresent(points -> json.put("points", points));
    return json;
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

  private static List<JsonObject> groups(UseGroups groups) {
    return groups.all().stream().map(group -> json(group, groups.isKept(group))).toList();
  }

  /** Too few spaces are named, and nothing is told of them. */
  private static JsonObject json(UseHistory.Group group, boolean kept) {
    var json = new JsonObject();
    group.floor().ifPresent(floor -> json.put("floor", floor));
    group.kind().ifPresent(kind -> json.put("kind", kind));
    json.put("kept_back", kept);
    if (kept) return json;
    return json.put("occupied_ms", group.occupiedMillis())
        .put("known_ms", group.knownMillis())
        .put("peak", group.peak())
        .put("spaces", group.spaces());
  }
}
