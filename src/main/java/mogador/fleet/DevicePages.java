package mogador.fleet;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.devices.Commands;
import mogador.fleet.DevicePage.Said;
import mogador.fleet.Provisioning.Made;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.DeviceKind;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;

/** One device: how it fares, what it is told, and the code it comes by. */
final class DevicePages {
  private static final String PAGE = "fleet/device.jte";
  private static final int ORDERS = 20;
  private static final Set<String> ACTIONS =
      Set.of("lock", "sync", "reboot", "identify", "renew_keys");

  private final Fleet fleet;
  private final Guard guard;
  private final Pages pages;

  DevicePages(Fleet fleet, Guard guard, Pages pages) {
    this.fleet = fleet;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.post("/ops/:site/fleet").handler(this::create);
    router.get("/ops/:site/fleet/:device").handler(this::show);
    router.post("/ops/:site/fleet/:device/code").handler(this::code);
    router.post("/ops/:site/fleet/:device/commands").handler(this::command);
  }

  private void create(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    FormBody form = FormBody.of(ctx);
    var kind = ProvisioningRoutes.kind(form.required("kind", 20));
    boolean reader = kind == DeviceKind.READER;
    var wish =
        new NewDevice(
            form.required("device", 40),
            kind,
            reader ? form.text("door", 40) : Optional.empty(),
            reader ? Optional.empty() : form.text("space", 40));
    if (!wish.code().matches("[a-z0-9][a-z0-9-]{0,39}")) throw ProvisioningRoutes.malformed();
    answer(
        ctx,
        site,
        fleet.database().inTransaction(sql -> fleet.provisioning().create(sql, actor, site, wish)));
  }

  private void code(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    String device = Input.path(ctx, "device");
    answer(
        ctx,
        site,
        fleet
            .database()
            .inTransaction(sql -> fleet.provisioning().code(sql, actor, site.id(), device)));
  }

  private void answer(RoutingContext ctx, Site site, Made made) {
    switch (made) {
      case Made.Code(String device, String text, java.time.Instant expires) -> {
        var code = new FleetPage.Code(text, site.clock().localAt(expires).toLocalTime());
        // Not elsewhere: it is shown this once.
        pages.render(ctx, PAGE, page(site, device, Optional.of(code), Optional.empty()));
      }
      case Made.Taken() -> throw ProvisioningRoutes.taken();
      case Made.UnknownPlace() -> throw ProvisioningRoutes.unknownPlace();
      case Made.UnknownDevice() -> throw FleetRoutes.unknown();
      case Made.LockedOut() -> throw FleetRoutes.already();
    }
  }

  private void show(RoutingContext ctx) {
    Site site = site(ctx);
    guard.manager(ctx, site.id());
    Optional<Said> said =
        Input.query(ctx, "action")
            .filter(ACTIONS::contains)
            .flatMap(
                action ->
                    Input.query(ctx, "said")
                        .filter(word -> word.matches("executed|refused|no_answer|offline"))
                        .map(outcome -> new Said(action, outcome)));
    pages.render(ctx, PAGE, page(site, Input.path(ctx, "device"), Optional.empty(), said));
  }

  private void command(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    String device = Input.path(ctx, "device");
    FormBody form = FormBody.of(ctx);
    String action = form.required("action", 20);
    String why = form.required("why", Commands.LONGEST_WHY);
    if (!ACTIONS.contains(action)) throw FleetRoutes.unknown();
    String said =
        switch (fleet.order(actor, site.id(), device, action, why)) {
          case Fleet.Ordered.Answered(Commands.Outcome outcome) -> word(outcome);
          case Fleet.Ordered.Unknown() -> throw FleetRoutes.unknown();
          case Fleet.Ordered.NoDoor() -> "refused";
        };
    String there = "/ops/" + site.id() + "/fleet/" + device + "?action=" + action + "&said=" + said;
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  private static String word(Commands.Outcome outcome) {
    return switch (outcome) {
      case Commands.Outcome.Executed done -> "executed";
      case Commands.Outcome.Rejected rejected -> "refused";
      case Commands.Outcome.NoAnswer none -> "no_answer";
      case Commands.Outcome.Offline() -> "offline";
    };
  }

  private DevicePage page(
      Site site, String code, Optional<FleetPage.Code> made, Optional<Said> said) {
    FleetDevice device =
        fleet.of(site.id()).stream()
            .filter(one -> one.code().equals(code))
            .findFirst()
            .orElseThrow(FleetRoutes::unknown);
    return new DevicePage(
        site.id(),
        site.name(),
        FleetPages.row(site, device),
        device.door().isPresent(),
        device.keys().since().map(site.clock()::localAt),
        device.keys().renewing(),
        orders(site, code),
        made,
        said);
  }

  private List<DevicePage.Order> orders(Site site, String device) {
    return Commands.latest(fleet.database().sql(), site.id(), Optional.of(device), ORDERS).stream()
        .map(
            kept ->
                new DevicePage.Order(
                    site.clock().localAt(kept.askedAt()),
                    kept.action(),
                    kept.why(),
                    kept.askedBy(),
                    kept.outcome().orElse("no_answer"),
                    kept.reason()))
        .toList();
  }

  private Site site(RoutingContext ctx) {
    return FleetPages.site(fleet, Input.path(ctx, "site"));
  }
}
