package mogador.desk;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import mogador.access.Access;
import mogador.access.AccessSnapshot;
import mogador.access.Reset;
import mogador.access.Resets;
import mogador.access.Whereabouts;
import mogador.identity.Guard;
import mogador.web.Pages;

/** The pages of those who decide who may enter. */
public final class Desk {
  private static final Duration HEARD = Duration.ofMinutes(1);

  private final Parts parts;

  /**
   * What they show.
   *
   * @param snapshot what doors decide by
   * @param inside into which zones people were seen to go, likewise
   */
  public record Parts(
      Access access, Supplier<AccessSnapshot> snapshot, Supplier<Whereabouts> inside, Clock clock) {
    /** With the resets that this server may not have heard of yet. */
    Whereabouts insideNow() {
      Whereabouts known = inside.get();
      Instant lately = clock.instant().minus(HEARD);
      for (Reset reset : Resets.since(access.database().sql(), lately)) known = known.with(reset);
      return known;
    }
  }

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
