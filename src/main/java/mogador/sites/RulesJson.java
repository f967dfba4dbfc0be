package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules as JSON with the site file's own keys. */
final class RulesJson {
  private static final int PERCENT = CancellationTiers.ALL / 100;

  private RulesJson() {}

  static Optional<JsonObject> write(SiteRules rules) {
    var json = new JsonObject();
    rules.all().ifPresent(all -> json.put("all", layer(all)));
    rules.kinds().forEach((kind, layer) -> json.put(kind.code(), layer(layer)));
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  static JsonObject layer(RuleLayer layer) {
    var json = new JsonObject();
    put(json, "shortest", layer.shortest());
    put(json, "longest", layer.longest());
    put(json, "grain", layer.grain());
    put(json, "lead", layer.lead());
    put(json, "horizon", layer.horizon());
    put(json, "buffer", layer.buffer());
    layer
        .noShow()
        .ifPresent(
            rule ->
                json.put(
                    "no_show",
                    new JsonObject()
                        .put("grace", RuleText.of(rule.grace()))
                        .put("release", rule.released())));
    layer
        .earlyLeave()
        .ifPresent(
            rule ->
                json.put(
                    "early_leave",
                    new JsonObject()
                        .put("give_back", rule.givenBack())
                        .put("credit", rule.creditPercent())));
    layer.approval().ifPresent(approval -> json.put("approval", approval));
    layer.audience().ifPresent(audience -> json.put("who", audience.code()));
    layer
        .quotas()
        .ifPresent(quotas -> json.put("quotas", list(quotas.stream().map(RulesJson::quota))));
    if (!layer.blackouts().isEmpty()) {
      json.put("blackouts", list(layer.blackouts().stream().map(RulesJson::blackout)));
    }
    layer
        .cancellation()
        .ifPresent(c -> json.put("cancellation", list(c.tiers().stream().map(RulesJson::tier))));
    put(json, "walk_in", layer.walkIn());
    return json;
  }

  private static JsonArray list(Stream<JsonObject> items) {
    return new JsonArray(items.toList());
  }

  private static void put(JsonObject json, String key, Optional<Duration> length) {
    length.ifPresent(l -> json.put(key, RuleText.of(l)));
  }

  private static JsonObject quota(SpaceRules.Quota quota) {
    return switch (quota) {
      case SpaceRules.Quota.Time(var scope, var per, var most) ->
          new JsonObject().put("per", per.code()).put("time", RuleText.of(most));
      case SpaceRules.Quota.Bookings(var scope, var per, var most) ->
          new JsonObject().put("per", per.code()).put("bookings", most);
      case SpaceRules.Quota.Open(var scope, var most) -> new JsonObject().put("open", most);
    };
  }

  private static JsonObject blackout(SpaceRules.Blackout blackout) {
    return new JsonObject()
        .put("from", blackout.from().toString())
        .put("to", blackout.to().toString())
        .put("reason", SiteJson.text(blackout.reason()));
  }

  private static JsonObject tier(CancellationTiers.Tier tier) {
    return new JsonObject()
        .put("until", RuleText.of(tier.noticeAtLeast()))
        .put("refund", tier.backBasisPoints() / PERCENT);
  }
}
