package mogador.devices;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.DoorMode;
import mogador.access.DoorModes;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Lockdowns and releases by the REST contract; for those who manage the site. */
public final class EmergencyRoutes {
  private final Emergencies emergencies;
  private final Sites sites;
  private final Guard guard;

  public EmergencyRoutes(Emergencies emergencies, Sites sites, Guard guard) {
    this.emergencies = emergencies;
    this.sites = sites;
    this.guard = guard;
  }

  public void mount(Operations operations) {
    operations
        .on("doorModes", this::list)
        .on("beginDoorMode", this::begin)
        .on("endDoorMode", this::end);
  }

  private void list(RoutingContext ctx) {
    Site site = managed(ctx);
    ctx.json(status(site));
  }

  private void begin(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    String why = body.getString("why").strip();
    if (why.isEmpty()) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say why, for the record.").field("why"));
    }
    DoorMode mode =
        body.getString("mode").equals("released") ? DoorMode.RELEASED : DoorMode.LOCKDOWN;
    UUID id =
        emergencies.begin(actor, site, Optional.ofNullable(body.getString("zone")), mode, why);
    ctx.response().setStatusCode(201);
    ctx.json(status(site).put("id", id.toString()));
  }

  private void end(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    if (!emergencies.end(actor, site, EmergencyPages.id(Input.path(ctx, "order")))) {
      throw new Problem.Fault(
          Problem.of(404, "unknown_order", "There is no such order, or it has ended."));
    }
    ctx.json(status(site));
  }

  private JsonObject status(Site site) {
    var orders = new JsonArray();
    for (DoorModes.Order order : emergencies.latest(site)) {
      var json =
          new JsonObject()
              .put("id", order.id().toString())
              .put("mode", order.mode().code())
              .put("why", order.why())
              .put("begun_by", order.begunBy())
              .put("begun_at", order.begunAt().toString());
      order.zone().ifPresent(zone -> json.put("zone", zone));
      order.endedBy().ifPresent(who -> json.put("ended_by", who));
      order.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
      orders.add(json);
    }
    List<Emergencies.Standing> standing = emergencies.doors(site);
    var doors = new JsonArray();
    for (Emergencies.Standing door : standing) {
      var json =
          new JsonObject().put("door", door.door().code()).put("ordered", door.ordered().code());
      door.says().ifPresent(mode -> json.put("stands", mode));
      doors.add(json);
    }
    return new JsonObject().put("orders", orders).put("doors", doors);
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
