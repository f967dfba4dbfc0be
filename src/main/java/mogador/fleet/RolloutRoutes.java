package mogador.fleet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import mogador.fleet.RolloutStore.Part;
import mogador.fleet.RolloutStore.Rollout;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Rollouts of firmware by the REST contract, and the images as devices fetch them. */
final class RolloutRoutes {
  private final Fleet fleet;
  private final Guard guard;

  RolloutRoutes(Fleet fleet, Guard guard) {
    this.fleet = fleet;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("firmware", this::firmware)
        .on("rollouts", this::list)
        .on("beginRollout", this::begin)
        .on("changeRollout", this::change);
  }

  /** Whoever knows an image's hash may have it: only devices are told, in a signed order. */
  static void mountImages(Router router, Fleet fleet) {
    router
        .get(Rollouts.IMAGES + ":hash")
        .handler(
            ctx -> {
              String hash = Input.path(ctx, "hash");
              if (!hash.matches("[0-9a-f]{64}")) throw unknownFirmware();
              var image =
                  Firmwares.image(fleet.database().sql(), HexFormat.of().parseHex(hash))
                      .orElseThrow(RolloutRoutes::unknownFirmware);
              ctx.response().putHeader("content-type", "application/octet-stream").end(image);
            });
  }

  private void firmware(RoutingContext ctx) {
    if (!guard.signedIn(ctx).managesAnySite()) {
      throw new Problem.Fault(Problem.of(403, "forbidden", "This is for facility managers."));
    }
    var all =
        Firmwares.all(fleet.database().sql()).stream()
            .map(
                one ->
                    new JsonObject()
                        .put("id", one.id().toString())
                        .put("version", one.version())
                        .put("kind", one.kind())
                        .put("size", one.size())
                        .put("sha256", one.sha256()))
            .toList();
    ctx.json(new JsonObject().put("firmware", new JsonArray(all)));
  }

  private void list(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    guard.manager(ctx, site.id());
    var rollouts =
        RolloutStore.latest(fleet.database().sql(), site.id()).stream().map(this::json).toList();
    ctx.json(new JsonObject().put("rollouts", new JsonArray(rollouts)));
  }

  private void begin(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    JsonObject body = Input.body(ctx);
    UUID firmware = UUID.fromString(body.getString("firmware"));
    String why = body.getString("why").strip();
    if (why.isEmpty()) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say why, for the record.").field("why"));
    }
    UUID id =
        begun(
            fleet
                .database()
                .inTransaction(
                    sql -> fleet.rollouts().begin(sql, actor, site.id(), firmware, why)));
    ctx.response().setStatusCode(201);
    answer(ctx, site, id);
  }

  static UUID begun(Rollouts.Begun begun) {
    return switch (begun) {
      case Rollouts.Begun.Done(UUID id) -> id;
      case Rollouts.Begun.UnknownFirmware() -> throw unknownFirmware();
      case Rollouts.Begun.NoDevices() ->
          throw new Problem.Fault(
              Problem.of(409, "nothing_to_update", "All devices of its kind run this version."));
      case Rollouts.Begun.Busy() ->
          throw new Problem.Fault(
              Problem.of(409, "rollout_under_way", "Another for these devices is not over."));
    };
  }

  private void change(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    UUID id = UUID.fromString(Input.path(ctx, "rollout"));
    change(actor, site, id, wish(Input.body(ctx).getString("wish")));
    answer(ctx, site, id);
  }

  static Rollouts.Wish wish(String word) {
    return Rollouts.Wish.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private void change(Actor actor, Site site, UUID id, Rollouts.Wish wish) {
    boolean changed =
        fleet
            .database()
            .inTransaction(sql -> fleet.rollouts().change(sql, actor, site.id(), id, wish));
    if (!changed) throw notSo();
  }

  static Problem.Fault notSo() {
    return new Problem.Fault(
        Problem.of(409, "rollout_not_so", "There is no such rollout, or it cannot be so."));
  }

  private static Problem.Fault unknownFirmware() {
    return new Problem.Fault(Problem.of(404, "unknown_firmware", "There is no such firmware."));
  }

  private void answer(RoutingContext ctx, Site site, UUID id) {
    RolloutStore.latest(fleet.database().sql(), site.id()).stream()
        .filter(rollout -> rollout.id().equals(id))
        .findFirst()
        .ifPresentOrElse(rollout -> ctx.json(json(rollout)), () -> notSo().problem().send(ctx));
  }

  private JsonObject json(Rollout rollout) {
    var devices = new JsonArray();
    for (Part part : RolloutStore.parts(fleet.database().sql(), rollout.id())) {
      var device =
          new JsonObject()
              .put("device", part.member().device())
              .put("ring", part.member().ring())
              .put("step", part.member().step().code())
              .put("had", part.member().had());
      part.member().runs().ifPresent(runs -> device.put("runs", runs));
      part.reason().ifPresent(reason -> device.put("reason", reason));
      devices.add(device);
    }
    return new JsonObject()
        .put("id", rollout.id().toString())
        .put("version", rollout.firmware().version())
        .put("kind", rollout.firmware().kind())
        .put("status", rollout.status())
        .put("why", rollout.why())
        .put("begun_by", rollout.begunBy())
        .put("begun_at", rollout.begunAt().toString())
        .put("devices", devices);
  }
}
