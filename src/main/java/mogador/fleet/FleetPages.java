package mogador.fleet;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import mogador.alarms.AlarmKind;
import mogador.alarms.AlarmRules;
import mogador.fleet.Fleet.Outcome;
import mogador.fleet.FleetPage.Issued;
import mogador.fleet.FleetPage.Row;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.sites.Door;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The devices of a site, and the two things its managers do with them. */
final class FleetPages {
  private static final String PAGE = "fleet/fleet.jte";

  private final Fleet fleet;
  private final Guard guard;
  private final Pages pages;

  FleetPages(Fleet fleet, Guard guard, Pages pages) {
    this.fleet = fleet;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/fleet").handler(this::list);
    router.post("/ops/:site/fleet/:device/decommission").handler(this::decommission);
    router.post("/ops/:site/fleet/:device/recommission").handler(this::recommission);
  }

  private void list(RoutingContext ctx) {
    Site site = site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    Optional<String> said =
        Input.query(ctx, "locked").filter(code -> site.device(code).isPresent());
    pages.render(ctx, PAGE, page(site, actor, said, Optional.empty()));
  }

  private void decommission(RoutingContext ctx) {
    Site site = site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    String code = Input.path(ctx, "device");
    Outcome outcome =
        fleet.database().inTransaction(sql -> fleet.decommission(sql, actor, site.id(), code));
    if (outcome instanceof Outcome.Unknown) throw FleetRoutes.unknown();
    String there = "/ops/" + site.id() + "/fleet?locked=" + code;
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  private void recommission(RoutingContext ctx) {
    Site site = site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    String code = Input.path(ctx, "device");
    switch (fleet.database().inTransaction(sql -> fleet.recommission(sql, actor, site, code))) {
      case Outcome.TakenUp(String password, String key, String credentialKey) -> {
        var issued = new Issued(code, site.id() + "/" + code, password, key, credentialKey);
        // Not elsewhere: it is shown this once.
        pages.render(ctx, PAGE, page(site, actor, Optional.empty(), Optional.of(issued)));
      }
      case Outcome.Already() -> throw FleetRoutes.already();
      case Outcome.Unknown() -> throw FleetRoutes.unknown();
      case Outcome.LockedOut() -> throw new IllegalStateException("it was to be taken up");
    }
  }

  private FleetPage page(Site site, Actor actor, Optional<String> said, Optional<Issued> issued) {
    return new FleetPage(
        site.id(),
        site.name(),
        fleet.sites().current().sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        fleet.of(site.id()).stream().map(device -> row(site, device)).toList(),
        site.doors().stream().map(door -> new Choice(door.code(), door.name(), false)).toList(),
        site.spaces().stream()
            .filter(space -> !space.retired())
            .map(space -> new Choice(space.code(), space.name(), false))
            .toList(),
        said,
        issued);
  }

  static Row row(Site site, FleetDevice device) {
    return new Row(
        device.code(),
        name(site, device),
        device.kind(),
        device.remote(),
        device.state().code(),
        device.seen().map(site.clock()::localAt),
        device.firmware(),
        device.clock().code(),
        device.clockErrorMs().map(ms -> Math.round(Math.abs(ms) / 60_000.0)),
        device.journal().map(journal -> journal.first() + "–" + journal.last()),
        device.stored(),
        device.battery(),
        device.battery().filter(percent -> percent < AlarmRules.BATTERY_GOOD).isPresent(),
        device.list(),
        device.alarms().stream().map(AlarmKind::code).toList(),
        device
            .lockedOut()
            .map(by -> new FleetPage.LockedOut(site.clock().localAt(by.at()), by.by())));
  }

  /** What a device watches, or its code when it watches nothing. */
  private static LocalText name(Site site, FleetDevice device) {
    return device
        .door()
        .flatMap(site::door)
        .map(Door::name)
        .or(() -> device.space().flatMap(site::space).map(Space::name))
        .orElse(LocalText.same(device.code()));
  }

  static Site site(Fleet fleet, String id) {
    return fleet
        .sites()
        .current()
        .site(id)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
