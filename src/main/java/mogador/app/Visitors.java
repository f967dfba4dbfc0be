package mogador.app;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
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
          sites.current().sites().stream()
              .map(site -> site.id())
              .filter(someone::manages)
              .findFirst()
              .ifPresent(
                  site -> {
                    links.add(new Link("nav.ops", "/ops/" + site));
                    links.add(new Link("nav.rents", "/ops/" + site + "/rents"));
                  });
        });
    return new Visitor(actor.map(someone -> someone.person().shownName()), links);
  }
}
