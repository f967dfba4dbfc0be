package mogador.devices;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.alarms.AlarmKind;
import mogador.alarms.Alarms;
import mogador.alarms.Fact;
import mogador.alarms.Moment;
import mogador.alarms.Subject;
import mogador.platform.Database;
import mogador.platform.WorkPlan;
import mogador.sites.Site;
import mogador.sites.Sites;

/** Raises an alarm while more people are in a zone than may be. */
public final class ZoneWatch {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Database database;
  private final Sites sites;
  private final ZonesNow zones;
  private final Alarms alarms;
  private final Clock clock;

  public ZoneWatch(Database database, Sites sites, ZonesNow zones, Alarms alarms, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.zones = zones;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** One server of the cluster at a time. */
  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "alarms of zones", this::run);
  }

  private record Told(String site, String zone) {}

  /** How many alarms it raised or ended. */
  int run() {
    Set<Told> open = open();
    int done = 0;
    for (Site site : sites.current().sites()) {
      Set<String> told =
          open.stream()
              .filter(one -> one.site().equals(site.id()))
              .map(Told::zone)
              .collect(Collectors.toSet());
      boolean bounded = site.zones().stream().anyMatch(zone -> zone.rules().capacity().isPresent());
      if (!bounded && told.isEmpty()) continue;
      List<Fact> facts = facts(site.id(), zones.at(site), told, Moment.at(clock.instant()));
      if (facts.isEmpty()) continue;
      done += facts.size();
      database.inTransaction(
          sql -> {
            alarms.follow(sql, facts.stream().map(Fact::subject).toList(), () -> facts);
            return facts;
          });
    }
    return done;
  }

  /**
   * What follows from how full the zones are. An alarm ends once there is room for somebody: at the
   * bound, where one comes as another goes, it would come and go with them. A zone of which nothing
   * is known stays as it is; one that has no bound any more, or is no more, is over nothing.
   *
   * @param told the zones whose alarm is open
   */
  static List<Fact> facts(String site, List<ZoneNow> zones, Set<String> told, Moment now) {
    List<Fact> facts = new ArrayList<>();
    for (ZoneNow one : zones) {
      String zone = one.zone().code();
      boolean over = one.fill().equals(Optional.of(ZoneNow.Fill.OVER));
      if (over && !told.contains(zone)) {
        Subject about = Subject.zone(site, zone);
        facts.add(new Fact.Begins(AlarmKind.OVER_CAPACITY, about, now, false));
      }
    }
    for (String zone : told.stream().sorted().toList()) {
      if (zones.stream().noneMatch(one -> one.zone().code().equals(zone) && !one.hasRoom())) {
        facts.add(new Fact.Ends(AlarmKind.OVER_CAPACITY, Subject.zone(site, zone), now));
      }
    }
    return facts;
  }

  private Set<Told> open() {
    return database
        .sql()
        .list(
            row -> new Told(row.getString("site_id"), row.getString("zone")),
            """
            select site_id, substr(subject, length('zone/') + 1) as zone from alarm
            where cleared_at is null and kind = $1
            """,
            AlarmKind.OVER_CAPACITY.code())
        .stream()
        .collect(Collectors.toSet());
  }
}
