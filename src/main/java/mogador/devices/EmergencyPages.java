package mogador.devices;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.DoorMode;
import mogador.access.DoorModes;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Zone;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The page to lock down or release a site from, for those who manage it. */
public final class EmergencyPages {
  private static final int PAST = 20;

  private final Emergencies emergencies;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;

  public EmergencyPages(Emergencies emergencies, Sites sites, Guard guard, Pages pages) {
    this.emergencies = emergencies;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
  }

  public void mount(Router router) {
    router.get("/ops/:site/emergency").handler(this::show);
    router.post("/ops/:site/emergency").handler(this::begin);
    router.post("/ops/:site/emergency/:order/end").handler(this::end);
  }

  private void show(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    pages.render(ctx, "devices/emergency.jte", page(site, actor, false));
  }

  private void begin(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    FormBody form = FormBody.of(ctx);
    Optional<String> why = form.text("why", DoorModes.LONGEST_WHY);
    if (why.isEmpty()) {
      ctx.response().setStatusCode(422);
      pages.render(ctx, "devices/emergency.jte", page(site, actor, true));
      return;
    }
    DoorMode mode =
        form.required("mode", 20).equals("released") ? DoorMode.RELEASED : DoorMode.LOCKDOWN;
    emergencies.begin(actor, site, form.text("zone", 40), mode, why.get());
    back(ctx, site);
  }

  private void end(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    emergencies.end(actor, site, id(Input.path(ctx, "order")));
    back(ctx, site);
  }

  private static void back(RoutingContext ctx, Site site) {
    String there = "/ops/" + site.id() + "/emergency";
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new Problem.Fault(Problem.of(404, "unknown_order", "There is no such order."));
    }
  }

  private EmergencyPage page(Site site, Actor actor, boolean error) {
    List<EmergencyPage.Order> all =
        emergencies.latest(site).stream().map(order -> order(site, order)).toList();
    List<Emergencies.Standing> doors = emergencies.doors(site);
    return new EmergencyPage(
        site.id(),
        site.name(),
        sites.current().sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        site.zones().stream().map(zone -> new Choice(zone.code(), zone.name(), false)).toList(),
        all.stream().filter(order -> order.endedAt().isEmpty()).toList(),
        all.stream().filter(order -> order.endedAt().isPresent()).limit(PAST).toList(),
        new EmergencyPage.Reach(
            doors.size(),
            (int) doors.stream().filter(Emergencies.Standing::agrees).count(),
            doors.stream().filter(door -> !door.agrees()).map(d -> d.door().name()).toList()),
        error);
  }

  private static EmergencyPage.Order order(Site site, DoorModes.Order order) {
    return new EmergencyPage.Order(
        order.id(),
        order.mode().code(),
        order
            .zone()
            .flatMap(
                code ->
                    site.zones().stream()
                        .filter(zone -> zone.code().equals(code))
                        .map(Zone::name)
                        .findFirst()),
        order.why(),
        order.begunBy(),
        local(site, order.begunAt()),
        order.endedBy(),
        order.endedAt().map(at -> local(site, at)));
  }

  private static LocalDateTime local(Site site, Instant at) {
    return site.clock().localAt(at);
  }

  private Site site(RoutingContext ctx) {
    return sites
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
