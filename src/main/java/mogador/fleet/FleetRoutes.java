package mogador.fleet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import mogador.alarms.AlarmKind;
import mogador.fleet.Fleet.Outcome;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** The devices of a site by the REST contract; for those who manage it. */
final class FleetRoutes {
  private final Fleet fleet;
  private final Guard guard;

  FleetRoutes(Fleet fleet, Guard guard) {
    this.fleet = fleet;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("siteDevices", this::list)
        .on("decommissionDevice", this::decommission)
        .on("recommissionDevice", this::recommission);
  }

  private void list(RoutingContext ctx) {
    Site site = managed(ctx);
    var devices = fleet.of(site.id()).stream().map(FleetRoutes::json).toList();
    ctx.json(new JsonObject().put("devices", new JsonArray(devices)));
  }

  private void decommission(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    String code = Input.path(ctx, "device");
    answer(
        ctx,
        code,
        fleet.database().inTransaction(sql -> fleet.decommission(sql, actor, site.id(), code)));
  }

  private void recommission(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    String code = Input.path(ctx, "device");
    answer(
        ctx,
        code,
        fleet.database().inTransaction(sql -> fleet.recommission(sql, actor, site, code)));
  }

  private static void answer(RoutingContext ctx, String code, Outcome outcome) {
    switch (outcome) {
      case Outcome.LockedOut() ->
          ctx.json(new JsonObject().put("device", code).put("state", "decommissioned"));
      case Outcome.TakenUp(String password, String key, String credentialKey) -> {
        ctx.response().putHeader("cache-control", "no-store");
        ctx.json(
            new JsonObject()
                .put("device", code)
                .put("password", password)
                .put("command_key", key)
                .put("credential_key", credentialKey));
      }
      case Outcome.Already() -> throw already();
      case Outcome.Unknown() -> throw unknown();
    }
  }

  static Problem.Fault already() {
    return new Problem.Fault(
        Problem.of(409, "device_not_so", "The device is already as you wish it to be."));
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_device", "The site has no device of this code."));
  }

  private static JsonObject json(FleetDevice device) {
    var json =
        new JsonObject()
            .put("device", device.code())
            .put("kind", device.kind())
            .put("state", device.state().code())
            .put("clock", device.clock().code())
            .put("alarms", new JsonArray(device.alarms().stream().map(AlarmKind::code).toList()));
    device.seen().ifPresent(at -> json.put("seen_at", at.toString()));
    device.firmware().ifPresent(firmware -> json.put("firmware", firmware));
    device.clockErrorMs().ifPresent(error -> json.put("clock_error_ms", error));
    device.door().ifPresent(door -> json.put("door", door));
    device.space().ifPresent(space -> json.put("space", space));
    device.keys().since().ifPresent(at -> json.put("keys_since", at.toString()));
    if (device.keys().renewing()) json.put("keys_renewing", true);
    device.battery().ifPresent(percent -> json.put("battery_pct", percent));
    device.list().ifPresent(list -> json.put("list_version", list));
    device
        .journal()
        .ifPresent(
            journal -> {
              var held =
                  new JsonObject()
                      .put("id", journal.id())
                      .put("first", journal.first())
                      .put("last", journal.last());
              device.stored().ifPresent(stored -> held.put("stored", stored));
              json.put("journal", held);
            });
    device
        .lockedOut()
        .ifPresent(
            by ->
                json.put("decommissioned_at", by.at().toString())
                    .put("decommissioned_by", by.by()));
    return json;
  }

  private Site managed(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    guard.manager(ctx, site);
    return FleetPages.site(fleet, site);
  }
}
