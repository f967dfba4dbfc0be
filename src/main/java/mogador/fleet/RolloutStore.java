package mogador.fleet;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mogador.fleet.RolloutPlan.Member;
import mogador.fleet.RolloutPlan.Step;
import mogador.platform.Sql;

/** Rollouts of firmware in the database. */
final class RolloutStore {
  private RolloutStore() {}

  /**
   * A rollout.
   *
   * @param status running, halted, done or rolled_back
   */
  record Rollout(
      UUID id,
      String site,
      Firmwares.Firmware firmware,
      String status,
      String why,
      String begunBy,
      Instant begunAt) {}

  /** A device's part in one, as it is shown. */
  record Part(Member member, Optional<String> reason) {}

  private static final String ROLLOUT =
      """
      select r.id, r.site_id, r.status, r.why, r.begun_at, f.id as firmware, f.version, f.kind,
        length(f.image) as size, f.sha256, f.signature, coalesce(nullif(p.name, ''), p.email) as by
      from rollout r join firmware f on f.id = r.firmware_id join person p on p.id = r.begun_by
      """;

  static boolean isUnderWay(Sql sql, String site, String kind) {
    return sql.first(
            row -> row.getUUID("id"),
            """
            select r.id from rollout r join firmware f on f.id = r.firmware_id
            where r.site_id = $1 and f.kind = $2 and r.status in ('running', 'halted')
            """,
            site,
            kind)
        .isPresent();
  }

  /** The devices of a kind that run something else, those connected first; with what they run. */
  static List<String[]> candidates(Sql sql, String site, String kind, String version) {
    return sql.list(
        row -> new String[] {row.getString("code"), row.getString("runs")},
        """
        select code, state->>'firmware' as runs from device
        where site_id = $1 and kind = $2 and status = 'active' and state->>'firmware' <> $3
        order by online desc, code
        """,
        site,
        kind,
        version);
  }

  static void begin(
      Sql sql, UUID id, String site, UUID firmware, String why, UUID by, Instant now) {
    sql.run(
        """
        insert into rollout (id, site_id, firmware_id, status, why, begun_by, begun_at, changed_at)
        values ($1, $2, $3, 'running', $4, $5, $6, $6)
        """,
        id,
        site,
        firmware,
        why,
        by,
        now);
  }

  static void join(
      Sql sql, UUID id, String site, String device, int ring, String had, Instant now) {
    sql.run(
        """
        insert into rollout_device (rollout_id, site_id, device_code, ring, step, had, changed_at)
        values ($1, $2, $3, $4, 'waiting', $5, $6)
        """,
        id,
        site,
        device,
        ring,
        had,
        now);
  }

  /** Whether it was in one of these states, and is in that one now. */
  static boolean isChanged(
      Sql sql, String site, UUID id, List<String> from, String to, Instant now) {
    return sql.update(
            """
            update rollout set status = $4, changed_at = $5
            where site_id = $1 and id = $2 and status = any($3)
            """,
            site,
            id,
            from.toArray(new String[0]),
            to,
            now)
        == 1;
  }

  /** Locked, if it is still to be looked after. */
  static Optional<Rollout> lock(Sql sql, UUID id) {
    return sql.first(
        RolloutStore::rollout,
        ROLLOUT + "where r.id = $1 and r.status in ('running', 'rolled_back') for update of r",
        id);
  }

  /** Those in which something may be to be done. */
  static List<UUID> active(Sql sql) {
    return sql.list(
        row -> row.getUUID("id"),
        """
        select id from rollout r where status = 'running' or status = 'rolled_back' and exists
          (select 1 from rollout_device d where d.rollout_id = r.id
            and d.step in ('done', 'told', 'fetching', 'verified', 'reverting'))
        order by begun_at
        """);
  }

  static List<Rollout> latest(Sql sql, String site) {
    return sql.list(
        RolloutStore::rollout,
        ROLLOUT + "where r.site_id = $1 order by r.begun_at desc limit 20",
        site);
  }

  static List<Part> parts(Sql sql, UUID id) {
    return sql.list(
        RolloutStore::part,
        """
        select r.device_code, r.ring, r.step, r.had, r.reason, r.tries, r.changed_at, d.online,
          d.state->>'firmware' as runs
        from rollout_device r join device d on d.site_id = r.site_id and d.code = r.device_code
        where r.rollout_id = $1 order by r.ring, r.device_code
        """,
        id);
  }

  static void step(Sql sql, UUID id, List<String> devices, Step step, Instant now) {
    if (devices.isEmpty()) return;
    sql.run(
        """
        update rollout_device set step = $3, changed_at = $4, reason = case $3
          when 'failed' then 'no_report' else null end
        where rollout_id = $1 and device_code = any($2)
        """,
        id,
        devices.toArray(new String[0]),
        step.code(),
        now);
  }

  static void told(Sql sql, UUID id, List<String> devices, Step step, Instant now) {
    if (devices.isEmpty()) return;
    sql.run(
        """
        update rollout_device set step = $3, changed_at = $4, tries = tries + 1, reason = null
        where rollout_id = $1 and device_code = any($2)
        """,
        id,
        devices.toArray(new String[0]),
        step.code(),
        now);
  }

  /** What runs the new firmware by now goes back. */
  static void turnBack(Sql sql, Rollout rollout, Instant now) {
    sql.run(
        """
        update rollout_device r set step = 'reverting', tries = 0, reason = null, changed_at = $3
        from device d where r.rollout_id = $1 and d.site_id = r.site_id and d.code = r.device_code
          and (r.step = 'done'
            or r.step in ('told', 'fetching', 'verified') and d.state->>'firmware' = $2)
        """,
        rollout.id(),
        rollout.firmware().version(),
        now);
  }

  /** Those that failed have another chance. */
  static void retry(Sql sql, UUID id, Instant now) {
    sql.run(
        """
        update rollout_device set step = 'waiting', tries = 0, reason = null, changed_at = $2
        where rollout_id = $1 and step = 'failed'
        """,
        id,
        now);
  }

  private static Rollout rollout(Row row) {
    return new Rollout(
        row.getUUID("id"),
        row.getString("site_id"),
        new Firmwares.Firmware(
            row.getUUID("firmware"),
            row.getString("version"),
            row.getString("kind"),
            row.getInteger("size"),
            java.util.HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
            java.util.HexFormat.of().formatHex(row.getBuffer("signature").getBytes())),
        row.getString("status"),
        row.getString("why"),
        row.getString("by"),
        Sql.instant(row, "begun_at"));
  }

  private static Part part(Row row) {
    return new Part(
        new Member(
            row.getString("device_code"),
            row.getInteger("ring"),
            Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
            row.getBoolean("online"),
            Optional.ofNullable(row.getString("runs")),
            row.getString("had"),
            row.getInteger("tries"),
            Sql.instant(row, "changed_at")),
        Optional.ofNullable(row.getString("reason")));
  }
}
