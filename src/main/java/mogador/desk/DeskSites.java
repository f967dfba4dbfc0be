package mogador.desk;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import mogador.access.Access;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Problem;

/** Who looks at which site, and whether they may. */
final class DeskSites {
  private final Access access;
  private final Guard guard;

  DeskSites(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  /** The manager who asks, or 401 or 403. */
  Actor manager(RoutingContext ctx) {
    return guard.manager(ctx, Input.path(ctx, "site"));
  }

  /** The site that is asked about, by one of its managers. */
  Site site(RoutingContext ctx) {
    manager(ctx);
    return access
        .sites()
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  /** Those the manager may look at instead. */
  List<Choice> choices(Actor actor, Site here) {
    return access.sites().current().sites().stream()
        .filter(site -> actor.manages(site.id()))
        .map(site -> new Choice(site.id(), site.name(), site.id().equals(here.id())))
        .toList();
  }

  static UUID id(RoutingContext ctx, String name) {
    return Ids.parse(Input.path(ctx, name)).orElse(new UUID(0, 0));
  }

  static void redirect(RoutingContext ctx, String to) {
    ctx.response().setStatusCode(303).putHeader("location", to).end();
  }
}
