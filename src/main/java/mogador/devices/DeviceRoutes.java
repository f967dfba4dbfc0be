package mogador.devices;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.platform.Database;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Presence and events by the REST contract; for those who manage the site. */
public final class DeviceRoutes {
  private static final int USUAL = 100;

  private final Database database;
  private final Sites sites;
  private final PresenceBoard board;
  private final OpensDoors doors;
  private final Guard guard;

  public DeviceRoutes(
      Database database, Sites sites, PresenceBoard board, OpensDoors doors, Guard guard) {
    this.database = database;
    this.sites = sites;
    this.board = board;
    this.doors = doors;
    this.guard = guard;
  }

  public void mount(Operations operations) {
    operations
        .on("presence", this::presence)
        .on("siteEvents", this::events)
        .on("openDoor", this::open)
        .on("siteCommands", this::commands);
  }

  private void presence(RoutingContext ctx) {
    Site site = managed(ctx);
    Network network = sites.current();
    var spaces = new JsonArray();
    for (PresenceChanged one : board.all(site.id()).values()) {
      network
          .spaceById(one.space())
          .ifPresent(
              space ->
                  spaces.add(
                      new JsonObject()
                          .put("space", space.reference())
                          .put("state", one.now().code())
                          .put("since", one.since().toString())));
    }
    ctx.json(new JsonObject().put("spaces", spaces));
  }

  private void events(RoutingContext ctx) {
    Site site = managed(ctx);
    int limit = Input.query(ctx, "limit").map(Integer::parseInt).orElse(USUAL);
    var events =
        RecentEvent.of(database.sql(), site.id(), limit).stream().map(DeviceRoutes::json).toList();
    ctx.json(new JsonObject().put("events", new JsonArray(events)));
  }

  private void open(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    String door = Input.path(ctx, "door");
    if (site.door(door).isEmpty()) {
      throw new Problem.Fault(Problem.of(404, "unknown_door", "There is no such door."));
    }
    String why = Input.body(ctx).getString("why").strip();
    if (why.isEmpty()) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say why, for the record.").field("why"));
    }
    switch (doors.open(actor, site.id(), door, why)) {
      case Commands.Outcome.Executed(UUID command) ->
          ctx.json(new JsonObject().put("command", command.toString()).put("door", door));
      case Commands.Outcome.Rejected(UUID command, String reason) ->
          Problem.of(409, "door_refused", "The reader did not carry it out.")
              .with("command", command.toString())
              .with("reason", reason)
              .send(ctx);
      case Commands.Outcome.NoAnswer(UUID command) ->
          Problem.of(504, "no_answer", "The reader did not answer; the door stays as it is.")
              .with("command", command.toString())
              .send(ctx);
      case Commands.Outcome.Offline() ->
          Problem.of(409, "reader_offline", "No reader of this door is connected.").send(ctx);
    }
  }

  private void commands(RoutingContext ctx) {
    Site site = managed(ctx);
    int limit = Input.query(ctx, "limit").map(Integer::parseInt).orElse(USUAL);
    var commands =
        Commands.latest(database.sql(), site.id(), Optional.empty(), limit).stream()
            .map(DeviceRoutes::json)
            .toList();
    ctx.json(new JsonObject().put("commands", new JsonArray(commands)));
  }

  public static JsonObject json(Commands.Kept kept) {
    var json =
        new JsonObject()
            .put("id", kept.id().toString())
            .put("device", kept.device())
            .put("action", kept.action())
            .put("why", kept.why())
            .put("asked_at", kept.askedAt().toString())
            .put("outcome", kept.outcome().orElse("no_answer"));
    kept.door().ifPresent(door -> json.put("door", door));
    kept.askedBy().ifPresent(name -> json.put("asked_by", name));
    kept.reason().ifPresent(reason -> json.put("reason", reason));
    kept.answeredAt().ifPresent(at -> json.put("answered_at", at.toString()));
    return json;
  }

  private static JsonObject json(RecentEvent event) {
    var json =
        new JsonObject()
            .put("device", event.device())
            .put("journal", event.journal())
            .put("sequence", event.sequence())
            .put("kind", event.kind())
            .put("happened_at", event.happenedAt().toString());
    event.door().ifPresent(door -> json.put("door", door));
    event.reason().ifPresent(reason -> json.put("reason", reason));
    event.personName().ifPresent(name -> json.put("person", name));
    return json;
  }

  private Site managed(RoutingContext ctx) {
    String id = Input.path(ctx, "site");
    guard.manager(ctx, id);
    return sites
        .current()
        .site(id)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
