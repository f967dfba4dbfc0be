package mogador.devices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mogador.access.DoorMode;
import mogador.access.DoorModes;
import mogador.access.Doorway;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.sites.Door;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Zone;
import mogador.web.Problem;

/** Lockdowns and releases, and how many doors follow them. */
public final class Emergencies {
  /** How long whoever presses waits to be told how many doors have followed. */
  private static final long WAIT_MS = 2_000;

  private static final long LOOK_MS = 100;

  private final Database database;
  private final Sites sites;
  private final DoorModes modes;

  public Emergencies(Database database, Sites sites, DoorModes modes) {
    this.database = database;
    this.sites = sites;
    this.modes = modes;
  }

  /**
   * A door with a reader, as ordered and as its reader says.
   *
   * @param says empty when the reader is away or has no list
   */
  record Standing(Door door, DoorMode ordered, Optional<String> says) {
    boolean agrees() {
      return says.equals(Optional.of(ordered.code()));
    }
  }

  /**
   * Begins one and waits a moment for the doors to follow.
   *
   * @param zone its code; empty for the whole site
   * @throws Problem.Fault if there is no such zone
   */
  UUID begin(Actor actor, Site site, Optional<String> zone, DoorMode mode, String why) {
    zone.ifPresent(code -> checkZone(site, code));
    UUID id =
        database.inTransaction(sql -> modes.begin(sql, site.id(), zone, mode, actor.id(), why));
    await(site);
    return id;
  }

  /** Whether there was one to end. */
  boolean end(Actor actor, Site site, UUID id) {
    boolean ended = database.inTransaction(sql -> modes.end(sql, site.id(), id, actor.id()));
    if (ended) await(site);
    return ended;
  }

  List<DoorModes.Order> latest(Site site) {
    return DoorModes.latest(database.sql(), site.id());
  }

  /** Every door with a reader, in the plan's order. */
  List<Standing> doors(Site site) {
    Map<String, DoorMode> ordered = new HashMap<>();
    for (Doorway door : DoorModes.doorways(database.sql(), sites.current())) {
      if (door.site().equals(site.id())) ordered.put(door.door(), door.mode());
    }
    Map<String, Optional<String>> says = new HashMap<>();
    database
        .sql()
        .list(
            row -> says.put(row.getString("door_code"), Optional.ofNullable(row.getString("mode"))),
            """
            select door_code, case when online then state->'list'->>'mode' end as mode from device
            where site_id = $1 and door_code is not null and status = 'active'
            """,
            site.id());
    List<Standing> doors = new ArrayList<>();
    for (Door door : site.doors()) {
      Optional<String> said = says.get(door.code());
      if (said == null) continue;
      doors.add(new Standing(door, ordered.getOrDefault(door.code(), DoorMode.NORMAL), said));
    }
    return doors;
  }

  private void await(Site site) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
    try {
      while (System.nanoTime() < end) {
        boolean all =
            doors(site).stream().filter(d -> d.says().isPresent()).allMatch(Standing::agrees);
        if (all) return;
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void checkZone(Site site, String code) {
    if (site.zones().stream().map(Zone::code).noneMatch(code::equals)) {
      throw new Problem.Fault(
          Problem.of(422, "unknown_zone", "There is no such zone.").field("zone"));
    }
  }
}
