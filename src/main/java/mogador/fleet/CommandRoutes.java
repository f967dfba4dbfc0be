package mogador.fleet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.devices.Commands;
import mogador.devices.DeviceRoutes;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Orders to a device by the REST contract; for those who manage its site. */
final class CommandRoutes {
  private static final int USUAL = 100;

  private final Fleet fleet;
  private final Guard guard;

  CommandRoutes(Fleet fleet, Guard guard) {
    this.fleet = fleet;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations.on("commandDevice", this::command).on("deviceCommands", this::list);
  }

  private void command(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    String device = Input.path(ctx, "device");
    JsonObject body = Input.body(ctx);
    String why = body.getString("why").strip();
    if (why.isEmpty()) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say why, for the record.").field("why"));
    }
    switch (fleet.order(actor, site.id(), device, body.getString("action"), why)) {
      case Fleet.Ordered.Answered(Commands.Outcome outcome) -> answer(ctx, device, outcome);
      case Fleet.Ordered.Unknown() -> throw FleetRoutes.unknown();
      case Fleet.Ordered.NoDoor() ->
          throw new Problem.Fault(
              Problem.of(422, "no_door", "Only a reader has a door.").field("action"));
    }
  }

  private static void answer(RoutingContext ctx, String device, Commands.Outcome outcome) {
    switch (outcome) {
      case Commands.Outcome.Executed(UUID command) ->
          ctx.json(new JsonObject().put("command", command.toString()).put("device", device));
      case Commands.Outcome.Rejected(UUID command, String reason) ->
          Problem.of(409, "device_refused", "The device did not carry it out.")
              .with("command", command.toString())
              .with("reason", reason)
              .send(ctx);
      case Commands.Outcome.NoAnswer(UUID command) ->
          Problem.of(504, "no_answer", "The device did not answer.")
              .with("command", command.toString())
              .send(ctx);
      case Commands.Outcome.Offline() ->
          Problem.of(409, "device_offline", "The device is not connected.").send(ctx);
    }
  }

  private void list(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    guard.manager(ctx, site.id());
    int limit = Input.query(ctx, "limit").map(Integer::parseInt).orElse(USUAL);
    var device = Optional.of(Input.path(ctx, "device"));
    var commands =
        Commands.latest(fleet.database().sql(), site.id(), device, limit).stream()
            .map(DeviceRoutes::json)
            .toList();
    ctx.json(new JsonObject().put("commands", new JsonArray(commands)));
  }
}
