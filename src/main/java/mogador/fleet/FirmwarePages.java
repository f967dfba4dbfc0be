package mogador.fleet;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.devices.Commands;
import mogador.fleet.FirmwarePage.Adding;
import mogador.fleet.FirmwarePage.Known;
import mogador.fleet.NewFirmware.Fault;
import mogador.fleet.RolloutStore.Part;
import mogador.fleet.RolloutStore.Rollout;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.DeviceKind;
import mogador.sites.Site;
import mogador.web.Choice;
import mogador.web.FileForm;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;

/** What the devices of a site run, and its rollouts: begun, halted, resumed, rolled back. */
final class FirmwarePages {
  private static final String PAGE = "fleet/firmware.jte";
  private static final int LONGEST_FIELD = 1_000;
  private static final List<String> KINDS =
      Arrays.stream(DeviceKind.values()).filter(DeviceKind::isOwn).map(DeviceKind::code).toList();

  /** A byte more than it may have tells that a file is too large. */
  private static final Map<String, Integer> FILES =
      Map.of("image", NewFirmware.LARGEST + 1, "signature", NewFirmware.LARGEST_SIGNATURE + 1);

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
    router.post("/ops/:site/firmware/images").handler(this::add);
    router.post("/ops/:site/firmware/:rollout").handler(this::change);
  }

  private void show(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    pages.render(ctx, PAGE, page(ctx, site, actor, nothingYet()));
  }

  private static Adding nothingYet() {
    return new Adding(KINDS, KINDS.getFirst(), "", Map.of());
  }

  private FirmwarePage page(RoutingContext ctx, Site site, Actor actor, Adding adding) {
    var sql = fleet.database().sql();
    List<Known> known =
        Firmwares.all(sql).stream()
            .map(one -> new Known(one.id(), one.kind(), one.version()))
            .toList();
    Optional<UUID> added = FormBody.ofQuery(ctx).text("added", 36).flatMap(Ids::parse);
    return new FirmwarePage(
        site.id(),
        site.name(),
        fleet.sites().current().sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        running(site),
        known,
        RolloutStore.latest(sql, site.id()).stream().map(r -> rollout(site, r)).toList(),
        known.stream().filter(one -> added.equals(Optional.of(one.id()))).findFirst(),
        actor.manages(Actor.EVERY_SITE) ? Optional.of(adding) : Optional.empty());
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

  /** An image is all sites' own, so a manager of all adds it. */
  private void add(RoutingContext ctx) {
    Site site = FleetPages.site(fleet, Input.path(ctx, "site"));
    Actor actor = guard.networkManager(ctx);
    FileForm form = FileForm.read(ctx, FILES);
    String kind = form.fields().text("kind", LONGEST_FIELD).orElse("");
    String version = form.fields().text("version", LONGEST_FIELD).orElse("");
    switch (NewFirmware.read(kind, version, form.file("image"), form.file("signature"))) {
      case NewFirmware.Read.Faulty(Set<Fault> faults) ->
          again(ctx, site, actor, kind, version, faults);
      case NewFirmware.Read.Good(NewFirmware firmware) -> {
        Instant now = fleet.clock().instant();
        switch (fleet
            .database()
            .inTransaction(sql -> Firmwares.add(sql, firmware, Optional.of(actor.id()), now))) {
          case Firmwares.Added.Done(UUID id) -> back(ctx, site, "?added=" + id);
          case Firmwares.Added.Known(Fault fault) ->
              again(ctx, site, actor, kind, version, Set.of(fault));
        }
      }
    }
  }

  private void again(
      RoutingContext ctx, Site site, Actor actor, String kind, String version, Set<Fault> faults) {
    var words = faults.stream().collect(Collectors.toMap(Fault::field, Fault::code));
    pages.render(ctx, 422, PAGE, page(ctx, site, actor, new Adding(KINDS, kind, version, words)));
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
    back(ctx, site, "");
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
    back(ctx, site, "");
  }

  private static void back(RoutingContext ctx, Site site, String query) {
    ctx.response()
        .setStatusCode(303)
        .putHeader("location", "/ops/" + site.id() + "/firmware" + query)
        .end();
  }
}
