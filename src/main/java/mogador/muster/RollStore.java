package mogador.muster;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** Rolls in the database. */
final class RollStore {
  private static final String ROLL =
      """
      select r.id, r.site_id, r.kind, r.why, r.started_at, r.occupied, r.unlisted, r.counters, r.ended_at,
        coalesce(nullif(s.name, ''), s.email) as started_by,
        coalesce(nullif(e.name, ''), e.email) as ended_by
      from muster_roll r join person s on s.id = r.started_by
        left join person e on e.id = r.ended_by
      """;

  private RollStore() {}

  /** A roll of a site, with its entries. */
  static Optional<Roll> find(Sql sql, String site, UUID id) {
    return sql.first(RollStore::roll, ROLL + "where r.site_id = $1 and r.id = $2", site, id)
        .map(roll -> roll.with(entries(sql, id)));
  }

  /** The id of the muster that goes on at a site, if one does. */
  static Optional<UUID> running(Sql sql, String site) {
    return sql.first(
        row -> row.getUUID("id"),
        "select id from muster_roll where site_id = $1 and ended_at is null",
        site);
  }

  /** How a muster went, in numbers. */
  record Past(Roll roll, int people, int safe) {}

  /** The latest musters of a site, newest first. */
  static List<Past> latest(Sql sql, String site, int limit) {
    return sql.list(
        row -> new Past(roll(row), row.getInteger("people"), row.getInteger("safe")),
        """
        select l.*, c.people, c.safe from (
        """
            + ROLL
            + """
            where r.site_id = $1 order by r.started_at desc limit $2) l
            cross join lateral (select count(*)::int as people, count(safe_at)::int as safe
              from muster_entry where roll_id = l.id) c
            order by l.started_at desc
            """,
        site,
        limit);
  }

  /** Whether it began: not when one goes on at the site already. */
  static boolean begin(Sql sql, Roll roll, UUID startedBy) {
    return sql.update(
            """
            insert into muster_roll
              (id, site_id, kind, why, started_by, started_at, occupied, unlisted, counters)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (site_id) where ended_at is null do nothing
            """,
            roll.id(),
            roll.site(),
            roll.kind().code(),
            roll.why(),
            startedBy,
            roll.startedAt(),
            roll.sensors().occupied(),
            roll.sensors().unlisted(),
            MusterJson.counters(roll.sensors().counters()))
        == 1;
  }

  /** Puts people on a roll; those who are on it stay as they are. */
  static void add(Sql sql, UUID roll, List<Listed> people, Instant now) {
    for (Listed one : people) add(sql, Ids.next(now), roll, one, now);
  }

  static void add(Sql sql, UUID entry, UUID roll, Listed one, Instant now) {
    sql.send(
        """
        insert into muster_entry (id, roll_id, person_id, name, company, seen_by, seen_code,
          floor_code, zone_code, seen_at, confidence, added_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (roll_id, person_id) do nothing
        """,
        entry,
        roll,
        one.person(),
        one.name(),
        one.company(),
        one.spot().by().code(),
        one.spot().code(),
        one.spot().floor(),
        one.spot().zone(),
        one.seenAt(),
        one.confidence().code(),
        now);
  }

  /** Whether the roll goes on; it then does until the transaction ends. */
  static boolean holdOpen(Sql sql, String site, UUID roll) {
    return sql.first(
            row -> row.getBoolean("open"),
            """
            select ended_at is null as open from muster_roll
            where site_id = $1 and id = $2 for share
            """,
            site,
            roll)
        .orElse(false);
  }

  /** Whether there is such an entry. Who is marked twice keeps the first mark. */
  static boolean mark(Sql sql, UUID roll, UUID entry, Optional<UUID> foundBy, Instant now) {
    return sql.update(
            """
            update muster_entry set
              safe_at = case when $3::uuid is null then null else coalesce(safe_at, $4) end,
              safe_by = case when $3::uuid is null then null else coalesce(safe_by, $3) end
            where roll_id = $1 and id = $2
            """,
            roll,
            entry,
            foundBy,
            now)
        == 1;
  }

  /** Whether it went on until now. */
  static boolean end(Sql sql, String site, UUID roll, UUID endedBy, Instant now) {
    return sql.update(
            """
            update muster_roll set ended_by = $3, ended_at = $4
            where site_id = $1 and id = $2 and ended_at is null
            """,
            site,
            roll,
            endedBy,
            now)
        == 1;
  }

  private static List<Roll.Entry> entries(Sql sql, UUID roll) {
    return sql.list(
        RollStore::entry,
        """
        select m.id, m.person_id, m.name, m.company, m.seen_by, m.seen_code, m.floor_code,
          m.zone_code, m.seen_at, m.confidence, m.added_at, m.safe_at,
          coalesce(nullif(p.name, ''), p.email) as safe_by
        from muster_entry m left join person p on p.id = m.safe_by
        where m.roll_id = $1 order by lower(m.name), m.id
        """,
        roll);
  }

  private static Roll.Entry entry(Row row) {
    return new Roll.Entry(
        row.getUUID("id"),
        new Listed(
            Optional.ofNullable(row.getUUID("person_id")),
            row.getString("name"),
            row.getString("company"),
            new Spot(
                Spot.By.of(row.getString("seen_by")),
                row.getString("seen_code"),
                row.getString("floor_code"),
                row.getString("zone_code")),
            Sql.instant(row, "seen_at"),
            Confidence.of(row.getString("confidence"))),
        Sql.instant(row, "added_at"),
        Sql.optionalInstant(row, "safe_at").map(at -> new Roll.Safe(row.getString("safe_by"), at)));
  }

  private static Roll roll(Row row) {
    return new Roll(
        row.getUUID("id"),
        row.getString("site_id"),
        Roll.Kind.of(row.getString("kind")).orElseThrow(),
        row.getString("why"),
        row.getString("started_by"),
        Sql.instant(row, "started_at"),
        new SensorsSay(
            row.getInteger("occupied"),
            row.getInteger("unlisted"),
            0,
            MusterJson.counters(row.getJsonArray("counters"))),
        Sql.optionalInstant(row, "ended_at")
            .map(at -> new Roll.Ended(row.getString("ended_by"), at)),
        List.of());
  }
}
