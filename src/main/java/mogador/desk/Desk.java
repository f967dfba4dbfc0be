package mogador.desk;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.function.Supplier;
import mogador.access.Access;
import mogador.access.AccessSnapshot;
import mogador.identity.Guard;
import mogador.web.Pages;

/** The pages of those who decide who may enter. */
public final class Desk {
  private final Parts parts;

  /**
   * What they show.
   *
   * @param snapshot what doors decide by
   */
  public record Parts(Access access, Supplier<AccessSnapshot> snapshot, Clock clock) {}

  public Desk(Parts parts) {
    this.parts = parts;
  }

  public void mount(Router router, Guard guard, Pages pages) {
    var sites = new DeskSites(parts.access(), guard);
    new PeoplePages(parts, sites, pages).mount(router);
    new PersonDo(parts, sites).mount(router);
    new DoorPages(parts, sites, pages).mount(router);
    new SchedulePages(parts, sites, pages).mount(router);
  }
}
