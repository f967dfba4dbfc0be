package mogador.reporting;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Problem;

/** The site that a request is about, and whoever manages it. */
record ManagedSite(Network network, Site site, Actor actor) {

  /**
   * By the site's id in the path.
   *
   * @throws Problem.Fault 404 for no site, 401 or 403 for somebody who does not manage it
   */
  static ManagedSite of(RoutingContext ctx, Sites sites, Guard guard) {
    Network network = sites.current();
    Site site =
        network
            .site(Input.path(ctx, "site"))
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
    return new ManagedSite(network, site, guard.manager(ctx, site.id()));
  }

  /** Every site they manage, this one too. */
  List<Site> managed() {
    return network.sites().stream().filter(other -> actor.manages(other.id())).toList();
  }

  /** The same, to go there. */
  List<Choice> choices() {
    return managed().stream()
        .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
        .toList();
  }

  /** Codes of the kinds of space that the site has. */
  List<String> kinds() {
    return site.spaces().stream()
        .map(space -> space.kind())
        .distinct()
        .sorted()
        .map(SpaceKind::code)
        .toList();
  }
}
