package mogador.reporting;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import mogador.booking.Bookings;
import mogador.identity.Guard;
import mogador.occupancy.KeepUse;
import mogador.occupancy.WatchedSpace;
import mogador.platform.Database;
import mogador.platform.WorkPlan;
import mogador.sites.Network;
import mogador.sites.Sites;
import mogador.web.Operations;
import mogador.web.Pages;

/** What those who manage a site look back at: use, bookings and what became of them, the trail. */
public final class Reports {
  private final Parts parts;
  private final KeepUse use;
  private final CompareUse compare;

  /**
   * What they stand on.
   *
   * @param watched every space of a network by its id, with its sensors
   */
  public record Parts(
      Database database,
      Sites sites,
      Bookings bookings,
      Function<Network, Map<Long, WatchedSpace>> watched,
      Clock clock) {
    Map<Long, WatchedSpace> watchedNow() {
      return watched.apply(sites.current());
    }
  }

  /** Counts nothing until mounted. */
  public Reports(Parts parts) {
    this.parts = parts;
    use = new KeepUse(parts.database(), parts::watchedNow, parts.clock());
    compare = new CompareUse(parts.database(), parts.sites(), parts::watchedNow, parts.clock());
    use.tell(compare::counted);
  }

  /** The quarters of an hour that the reports are made of. */
  public KeepUse use() {
    return use;
  }

  public void mount(WorkPlan recurring) {
    use.mount(recurring);
    compare.mount(recurring);
  }

  public void mount(Operations operations, Guard guard) {
    new AuditRoutes(parts.database(), parts.sites(), guard).mount(operations);
    new UseRoutes(parts.database(), parts.sites(), guard, parts.clock()).mount(operations);
    new BookedRoutes(parts.database(), parts.sites(), guard, parts.clock()).mount(operations);
    new ForecastPages(parts.database(), parts.sites(), guard, parts.clock()).mount(operations);
    new AdvicePages(parts.database(), parts.sites(), guard, parts.clock()).mount(operations);
  }

  public void mount(Router router, Guard guard, Pages pages) {
    new AuditPages(parts.database(), parts.sites(), guard, pages).mount(router);
    new UsePages(parts.database(), parts.sites(), guard, pages, parts.clock()).mount(router);
    new BookedPages(parts.database(), parts.sites(), guard, pages, parts.clock()).mount(router);
    new ForecastPages(parts.database(), parts.sites(), guard, parts.clock()).mount(router, pages);
    new AdvicePages(parts.database(), parts.sites(), guard, parts.clock()).mount(router, pages);
    new PastPages(parts, guard, pages).mount(router);
  }
}
