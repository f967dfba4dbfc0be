package mogador.leasing;

import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.util.List;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.leasing.RentRollPage.Line;
import mogador.leasing.RentRollPage.Vacant;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The rent roll, for those who manage the site. */
final class RentPages {
  private final Leases leases;
  private final Guard guard;
  private final Pages pages;

  RentPages(Leases leases, Guard guard, Pages pages) {
    this.leases = leases;
    this.guard = guard;
    this.pages = pages;
  }

  void rents(RoutingContext ctx) {
    String id = Input.path(ctx, "site");
    Actor actor = guard.manager(ctx, id);
    Network network = leases.network();
    Site site =
        network
            .site(id)
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
    YearMonth month =
        Input.query(ctx, "month")
            .map(LeaseRoutes::month)
            .orElseGet(() -> YearMonth.from(site.clock().localAt(leases.now())));
    pages.render(ctx, "leasing/rent-roll.jte", page(network, actor, site, month));
  }

  private RentRollPage page(Network network, Actor actor, Site site, YearMonth month) {
    RentRoll roll = leases.rentRoll(site, month);
    return new RentRollPage(
        site.id(),
        site.name(),
        network.sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        month,
        roll.lines().stream().map(line -> line(network, line)).toList(),
        roll.rent().centimes(),
        roll.tax().centimes(),
        roll.officeAreaCm2(),
        roll.leasedAreaCm2(),
        roll.vacant().stream()
            .map(s -> new Vacant(s.name(), floor(site, s), s.areaCm2()))
            .toList());
  }

  private static Line line(Network network, RentRoll.Line line) {
    Lease lease = line.lease();
    List<LocalText> spaces =
        lease.spaces().stream()
            .flatMap(leased -> network.spaceById(leased.space()).stream())
            .map(Space::name)
            .toList();
    return new Line(
        lease.reference(),
        lease.companyName(),
        spaces,
        lease.areaCm2(),
        lease.rate().centimes(),
        lease.startsOn(),
        lease.endsOn().minusDays(1),
        line.month().days(),
        line.month().daysInMonth(),
        line.month().rent().centimes(),
        line.tax().centimes());
  }

  private static LocalText floor(Site site, Space space) {
    return site.floor(space.floor()).orElseThrow().name();
  }
}
