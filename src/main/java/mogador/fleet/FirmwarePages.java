package mogador.fleet;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import mogador.devices.Commands;
import mogador.fleet.RolloutStore.Part;
import mogador.fleet.RolloutStore.Rollout;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;

/** What the devices of a site run, and its rollouts: begun, halted, resumed, rolled back. */
final class FirmwarePages {
  private final Fleet fleet;
  private final Guard guard;
  private final Pages pages;

  FirmwarePages(Fleet fleet, Guard guard, Pages pages) {
    this.fleet = fleet;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/firmware").handler(this::show);
    router.post("/ops/:site/firmware").handler(this::begin);
    router.post("/ops/:site/firmware/:rollout").handler(this::change);
  }

  private void show(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    var sql = fleet.database().sql();
    pages.render(
        ctx,
        "fleet/firmware.jte",
        new FirmwarePage(
            site.id(),
            site.name(),
            fleet.sites().current().sites().stream()
                .filter(other -> actor.manages(other.id()))
                .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
                .toList(),
            running(site),
            Firmwares.all(sql).stream()
                .map(one -> new FirmwarePage.Known(one.id(), one.kind(), one.version()))
                .toList(),
            RolloutStore.latest(sql, site.id()).stream().map(r -> rollout(site, r)).toList()));
  }

  private List<FirmwarePage.Running> running(Site site) {
    Map<List<String>, Long> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (FleetDevice device : fleet.of(site.id())) {
      device
          .firmware()
          .ifPresent(version -> counts.merge(List.of(device.kind(), version), 1L, Long::sum));
    }
    return counts.entrySet().stream()
        .map(e -> new FirmwarePage.Running(e.getKey().get(0), e.getKey().get(1), e.getValue()))
        .toList();
  }

  private FirmwarePage.Rollout rollout(Site site, Rollout rollout) {
    Map<Integer, List<FirmwarePage.Device>> rings = new TreeMap<>();
    for (Part part : RolloutStore.parts(fleet.database().sql(), rollout.id())) {
      rings
          .computeIfAbsent(part.member().ring(), ring -> new ArrayList<>())
          .add(
              new FirmwarePage.Device(
                  part.member().device(), part.member().step().code(), part.reason()));
    }
    return new FirmwarePage.Rollout(
        rollout.id(),
        rollout.firmware().kind(),
        rollout.firmware().version(),
        rollout.status(),
        rollout.why(),
        rollout.begunBy(),
        site.clock().localAt(rollout.begunAt()),
        rings.entrySet().stream()
            .map(ring -> new FirmwarePage.Ring(ring.getKey(), ring.getValue()))
            .toList());
  }

  private void begin(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    FormBody form = FormBody.of(ctx);
    UUID firmware = Ids.parse(form.required("firmware", 36)).orElse(new UUID(0, 0));
    String why = form.required("why", Commands.LONGEST_WHY);
    RolloutRoutes.begun(
        fleet
            .database()
            .inTransaction(sql -> fleet.rollouts().begin(sql, actor, site.id(), firmware, why)));
    back(ctx, site);
  }

  private void change(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    UUID id = Ids.parse(Input.path(ctx, "rollout")).orElseThrow(RolloutRoutes::notSo);
    String word = FormBody.of(ctx).required("wish", 20);
    if (!word.matches("halt|resume|roll_back")) throw RolloutRoutes.notSo();
    boolean changed =
        fleet
            .database()
            .inTransaction(
                sql ->
                    fleet.rollouts().change(sql, actor, site.id(), id, RolloutRoutes.wish(word)));
    if (!changed) throw RolloutRoutes.notSo();
    back(ctx, site);
  }

  private static void back(RoutingContext ctx, Site site) {
    ctx.response()
        .setStatusCode(303)
        .putHeader("location", "/ops/" + site.id() + "/firmware")
        .end();
  }
}
