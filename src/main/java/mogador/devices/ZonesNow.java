package mogador.devices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mogador.access.Whereabouts;
import mogador.occupancy.HeadCount;
import mogador.occupancy.HeadCounts;
import mogador.platform.Database;
import mogador.sites.OpenSince;
import mogador.sites.Site;

/** How many people are in the zones of a site: by its counters, else by badges. */
public final class ZonesNow {
  private final Database database;
  private final Supplier<Optional<Whereabouts>> inside;
  private final Clock clock;

  /**
   * Asks when it is asked.
   *
   * @param inside who is where by their badges, once that is known
   */
  public ZonesNow(Database database, Supplier<Optional<Whereabouts>> inside, Clock clock) {
    this.database = database;
    this.inside = inside;
    this.clock = clock;
  }

  List<ZoneNow> at(Site site) {
    Instant now = clock.instant();
    Set<Long> counters = counters(site.id());
    Map<Long, HeadCount> counts =
        counters.isEmpty()
            ? Map.of()
            : HeadCounts.since(database.sql(), site.id(), OpenSince.at(site, now));
    return ZoneNow.of(site, new ZoneNow.Known(counters, counts, inside.get(), now));
  }

  private Set<Long> counters(String site) {
    return database
        .sql()
        .list(
            row -> row.getLong("space_id"),
            """
            select space_id from device
            where site_id = $1 and kind = 'people_counter' and status = 'active'
              and space_id is not null
            """,
            site)
        .stream()
        .collect(Collectors.toSet());
  }
}
