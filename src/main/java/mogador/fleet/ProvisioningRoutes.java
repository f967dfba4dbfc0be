package mogador.fleet;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import mogador.fleet.Provisioning.Exchanged;
import mogador.fleet.Provisioning.Made;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.DeviceKind;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Devices created and given codes by managers; and the codes exchanged by devices themselves. */
final class ProvisioningRoutes {
  private final Fleet fleet;
  private final Provisioning provisioning;
  private final Guard guard;

  ProvisioningRoutes(Fleet fleet, Guard guard) {
    this.fleet = fleet;
    this.provisioning = fleet.provisioning();
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("createDevice", this::create)
        .on("makeDeviceCode", this::code)
        .on("exchangeDeviceCode", this::exchange);
  }

  private void create(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    JsonObject body = Input.body(ctx);
    var wish =
        new NewDevice(
            body.getString("device"),
            kind(body.getString("kind")),
            Optional.ofNullable(body.getString("door")),
            Optional.ofNullable(body.getString("space")));
    Made made = fleet.database().inTransaction(sql -> provisioning.create(sql, actor, site, wish));
    ctx.response().setStatusCode(made instanceof Made.Code ? 201 : 200);
    answer(ctx, made);
  }

  static DeviceKind kind(String code) {
    return DeviceKind.of(code)
        .filter(DeviceKind::isOwn)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(400, "invalid_input", "There is no such kind.").field("kind")));
  }

  private void code(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    String device = Input.path(ctx, "device");
    answer(
        ctx,
        fleet.database().inTransaction(sql -> provisioning.code(sql, actor, site.id(), device)));
  }

  private static void answer(RoutingContext ctx, Made made) {
    switch (made) {
      case Made.Code(String device, String text, java.time.Instant expires) -> {
        ctx.response().putHeader("cache-control", "no-store");
        ctx.json(
            new JsonObject()
                .put("device", device)
                .put("code", text)
                .put("expires_at", expires.toString()));
      }
      case Made.Taken() -> throw taken();
      case Made.UnknownPlace() -> throw unknownPlace();
      case Made.UnknownDevice() -> throw FleetRoutes.unknown();
      case Made.LockedOut() -> throw FleetRoutes.already();
    }
  }

  static Problem.Fault taken() {
    return new Problem.Fault(
        Problem.of(409, "device_exists", "The site has, or had, a device of this code.")
            .field("device"));
  }

  static Problem.Fault malformed() {
    return new Problem.Fault(
        Problem.of(
                422,
                "device_code_malformed",
                "A device's code has letters from a to z, digits and hyphens.")
            .field("device"));
  }

  static Problem.Fault unknownPlace() {
    return new Problem.Fault(
        Problem.of(
            422, "unknown_place", "A reader needs a door of the site, any other device a space."));
  }

  private void exchange(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String address = ctx.request().remoteAddress().hostAddress();
    ctx.response().putHeader("cache-control", "no-store");
    switch (provisioning.exchange(
        address, body.getString("code"), Optional.ofNullable(body.getString("proof")))) {
      case Exchanged.Given given -> ctx.json(json(given));
      case Exchanged.Wrong() ->
          Problem.of(403, "wrong_code", "This code was never made, was used, or is too old.")
              .send(ctx);
      case Exchanged.TooMany() -> {
        ctx.response().putHeader("retry-after", "600");
        Problem.of(429, "too_many_codes", "Too many wrong codes; try again in ten minutes.")
            .send(ctx);
      }
    }
  }

  private static JsonObject json(Exchanged.Given given) {
    CodeStore.Place place = given.place();
    var json =
        new JsonObject()
            .put("site", place.site())
            .put("code", place.device())
            .put("kind", place.kind())
            .put("broker", given.broker())
            .put("password", given.keys().password())
            .put("command_key", given.keys().commandKey())
            .put("keys", given.keys().number())
            .put("at", given.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString());
    place.door().ifPresent(door -> json.put("door", door));
    place.space().ifPresent(space -> json.put("space", space));
    given.credentialKey().ifPresent(key -> json.put("credential_key", key));
    return json;
  }
}
