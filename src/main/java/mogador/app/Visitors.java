package mogador.app;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Visitor;
import mogador.web.Visitor.Link;

/** Where each kind of person may go from a page. */
final class Visitors {
  private final Sites sites;

  Visitors(Sites sites) {
    this.sites = sites;
  }

  Visitor of(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    var links = new ArrayList<Link>();
    links.add(new Link("nav.book", "/"));
    actor.ifPresent(
        someone -> {
          links.add(new Link("nav.mine", "/me/bookings"));
          links.add(new Link("nav.visits", "/visits"));
          site(ctx, someone)
              .ifPresent(
                  site -> {
                    links.add(new Link("nav.ops", "/ops/" + site));
                    links.add(new Link("nav.approvals", "/ops/approvals"));
                    links.add(new Link("nav.rents", "/ops/" + site + "/rents"));
                  });
        });
    return new Visitor(actor.map(someone -> someone.person().shownName()), links);
  }

  /** The site they look at, or else the best equipped of those they manage. */
  private Optional<String> site(RoutingContext ctx, Actor someone) {
    List<Site> managed =
        sites.current().sites().stream().filter(site -> someone.manages(site.id())).toList();
    String path = ctx.normalizedPath();
    return managed.stream()
        .filter(
            site -> path.equals("/ops/" + site.id()) || path.startsWith("/ops/" + site.id() + "/"))
        .findFirst()
        .or(() -> managed.stream().max(Comparator.comparingInt(site -> site.devices().size())))
        .map(Site::id);
  }
}
