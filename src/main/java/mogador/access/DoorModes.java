package mogador.access;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;

/**
 * Lockdowns and releases: what is ordered for all doors of a site, or for those into a zone of it,
 * from somebody's word on until somebody's word. Every server, and every door that is connected,
 * knows within a second of the commit; the others when they are back.
 */
public final class DoorModes {
  /** Why, at most so many characters. */
  public static final int LONGEST_WHY = 200;

  private final Clock clock;

  public DoorModes(Clock clock) {
    this.clock = clock;
  }

  /**
   * What somebody has ordered.
   *
   * @param zone its code; empty for the whole site
   * @param mode lockdown or released
   * @param begunBy a name, or an address where there is none
   * @param endedBy likewise, once it has ended
   */
  public record Order(
      UUID id,
      String site,
      Optional<String> zone,
      DoorMode mode,
      String why,
      String begunBy,
      Instant begunAt,
      Optional<String> endedBy,
      Optional<Instant> endedAt) {
    public boolean holds() {
      return endedAt.isEmpty();
    }
  }

  /**
   * Begins one, unless the same holds already.
   *
   * @param zone of this site; empty for all of it
   * @param mode lockdown or released
   * @param why 1 to 200 characters
   * @return its id, or that of the one that holds
   */
  public UUID begin(
      Sql sql, String site, Optional<String> zone, DoorMode mode, UUID person, String why) {
    if (mode == DoorMode.NORMAL) throw new IllegalArgumentException("that is how doors are");
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    int begun =
        sql.update(
            """
            insert into door_mode (id, site_id, zone, mode, why, begun_by, begun_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (site_id, coalesce(zone, ''), mode) where ended_at is null do nothing
            """,
            id,
            site,
            zone,
            mode.code(),
            why,
            person,
            now);
    if (begun > 0) {
      Rights.doorsChanged(sql);
      AuditTrail.add(
          sql,
          AuditEntry.of(AuditKind.DOOR_MODE_BEGUN, site, id.toString(), now)
              .with("mode", mode.code())
              .with("zone", zone.orElse(""))
              .by(person)
              .withPersonal("why", why));
      return id;
    }
    return sql.first(
            row -> row.getUUID("id"),
            """
            select id from door_mode
            where site_id = $1 and zone is not distinct from $2 and mode = $3 and ended_at is null
            """,
            site,
            zone,
            mode.code())
        .orElseThrow();
  }

  /** Whether there was one at this site to end. */
  public boolean end(Sql sql, String site, UUID id, UUID person) {
    Instant now = clock.instant();
    Optional<String> ended =
        sql.first(
            row -> row.getString("mode"),
            """
            update door_mode set ended_by = $3, ended_at = greatest($4, begun_at)
            where id = $1 and site_id = $2 and ended_at is null returning mode
            """,
            id,
            site,
            person,
            now);
    if (ended.isEmpty()) return false;
    Rights.doorsChanged(sql);
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.DOOR_MODE_ENDED, site, id.toString(), now)
            .with("mode", ended.get())
            .by(person));
    return true;
  }

  /** What holds at a site, then what ended last; at most 100. */
  public static List<Order> latest(Sql sql, String site) {
    return sql.list(
        DoorModes::order,
        """
        select m.*, coalesce(nullif(b.name, ''), b.email) as begun_name,
          coalesce(nullif(e.name, ''), e.email) as ended_name
        from door_mode m join person b on b.id = m.begun_by left join person e on e.id = m.ended_by
        where m.site_id = $1 order by (m.ended_at is null) desc, m.begun_at desc, m.id limit 100
        """,
        site);
  }

  /** All doors of a network, each in the mode that holds for it. */
  public static Collection<Doorway> doorways(Sql sql, Network network) {
    record Standing(String site, Optional<String> zone, DoorMode mode) {}
    List<Standing> all =
        sql.list(
            row ->
                new Standing(
                    row.getString("site_id"),
                    Optional.ofNullable(row.getString("zone")),
                    mode(row.getString("mode"))),
            "select site_id, zone, mode from door_mode where ended_at is null");
    Map<Doorway.Key, Set<DoorMode>> ordered = new HashMap<>();
    for (Standing standing : all) {
      for (Door door : network.site(standing.site()).map(Site::doors).orElse(List.of())) {
        if (standing.zone().map(door.to()::equals).orElse(true)) {
          ordered
              .computeIfAbsent(new Doorway.Key(standing.site(), door.code()), d -> new HashSet<>())
              .add(standing.mode());
        }
      }
    }
    return Doorways.of(network).stream()
        .map(door -> door.in(strongest(ordered.getOrDefault(door.key(), Set.of()))))
        .toList();
  }

  /** Whoever must get out goes before whoever must stay out. */
  private static DoorMode strongest(Set<DoorMode> ordered) {
    if (ordered.contains(DoorMode.RELEASED)) return DoorMode.RELEASED;
    return ordered.contains(DoorMode.LOCKDOWN) ? DoorMode.LOCKDOWN : DoorMode.NORMAL;
  }

  private static DoorMode mode(String code) {
    return code.equals("released") ? DoorMode.RELEASED : DoorMode.LOCKDOWN;
  }

  private static Order order(Row row) {
    return new Order(
        row.getUUID("id"),
        row.getString("site_id"),
        Optional.ofNullable(row.getString("zone")),
        mode(row.getString("mode")),
        row.getString("why"),
        row.getString("begun_name"),
        Sql.instant(row, "begun_at"),
        Optional.ofNullable(row.getString("ended_name")),
        Sql.optionalInstant(row, "ended_at"));
  }
}
