package mogador.fleet;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.alarms.AlarmKind;
import mogador.fleet.FleetDevice.Clock;
import mogador.platform.Sql;

/** The devices of a site in the database. */
final class FleetStore {
  private FleetStore() {}

  /** All that the site has now. */
  static List<FleetDevice> of(Sql sql, String site) {
    return sql.list(
        FleetStore::fromRow,
        """
        select d.code, d.kind, d.remote, d.door_code, s.code as space_code, d.keys_at, d.next_keys, d.status, d.online, d.last_seen_at, d.battery_pct, d.clock,
          d.clock_error_ms, d.decommissioned_at, d.state->>'firmware' as firmware,
          d.state->>'journal' as journal, (d.state->>'first')::bigint as first,
          (d.state->>'last')::bigint as last, d.state->'list'->>'version' as list,
          coalesce(nullif(p.name, ''), p.email) as locker,
          (select max(e.sequence) from journal_event e where e.site_id = d.site_id
            and e.device_code = d.code and e.journal_id = d.state->>'journal') as stored,
          array(select a.kind from alarm a where a.site_id = d.site_id
            and a.device_code = d.code and a.cleared_at is null) as alarms
        from device d left join person p on p.id = d.decommissioned_by
          left join space s on s.id = d.space_id
        where d.site_id = $1 and d.status <> 'retired'
        """,
        site);
  }

  /** Whether it was in service. */
  static boolean isLockedOut(Sql sql, String site, String code, UUID by, Instant now) {
    return sql.update(
            """
            update device set status = 'decommissioned', secret_hash = null, secret_salt = null,
              next_keys = null, next_hash = null, next_salt = null, next_at = null,
              next_held = false, online = false, decommissioned_at = $4, decommissioned_by = $3
            where site_id = $1 and code = $2 and status = 'active'
            """,
            site,
            code,
            by,
            now)
        == 1;
  }

  /** Whether it was locked out. */
  static boolean isTakenUp(Sql sql, String site, String code) {
    return sql.update(
            """
            update device set status = 'active', decommissioned_at = null,
              decommissioned_by = null, battery_pct = null, clock = null, clock_error_ms = null,
              last_seen_at = null
            where site_id = $1 and code = $2 and status = 'decommissioned' and not remote
            """,
            site,
            code)
        == 1;
  }

  /** Whether there was none of this code, and never was. */
  static boolean isCreated(Sql sql, String site, NewDevice device, Optional<Long> space) {
    return sql.update(
            """
            insert into device (site_id, code, kind, door_code, space_id, by_hand)
            values ($1, $2, $3, $4, $5, true) on conflict do nothing
            """,
            site,
            device.code(),
            device.kind().code(),
            device.door(),
            space)
        == 1;
  }

  static boolean exists(Sql sql, String site, String code) {
    return sql.first(
            row -> row.getString("code"),
            "select code from device where site_id = $1 and code = $2 and status <> 'retired'",
            site,
            code)
        .isPresent();
  }

  /** Whether another network speaks for it. */
  static boolean isRemote(Sql sql, String site, String code) {
    return sql.first(
            row -> row.getString("code"),
            "select code from device where site_id = $1 and code = $2 and remote",
            site,
            code)
        .isPresent();
  }

  static Set<String> lockedOut(Sql sql, String site) {
    return Set.copyOf(
        sql.list(
            row -> row.getString("code"),
            "select code from device where site_id = $1 and status = 'decommissioned'",
            site));
  }

  private static FleetDevice fromRow(Row row) {
    Optional<String> clock = Optional.ofNullable(row.getString("clock"));
    Optional<Long> error = Optional.ofNullable(row.getLong("clock_error_ms"));
    return new FleetDevice(
        row.getString("code"),
        row.getString("kind"),
        row.getBoolean("remote"),
        Optional.ofNullable(row.getString("door_code")),
        Optional.ofNullable(row.getString("space_code")),
        row.getBoolean("online"),
        Sql.optionalInstant(row, "last_seen_at"),
        Optional.ofNullable(row.getString("firmware")),
        journal(row),
        Optional.ofNullable(row.getLong("stored")),
        Clock.of(clock, error),
        error,
        Optional.ofNullable(row.getInteger("battery_pct")),
        Optional.ofNullable(row.getString("list")),
        new FleetDevice.Keys(
            Sql.optionalInstant(row, "keys_at"), row.getInteger("next_keys") != null),
        Arrays.stream(row.getArrayOfStrings("alarms"))
            .flatMap(kind -> AlarmKind.of(kind).stream())
            .toList(),
        Sql.optionalInstant(row, "decommissioned_at")
            .map(at -> new FleetDevice.LockedOut(at, row.getString("locker"))));
  }

  private static Optional<FleetDevice.Journal> journal(Row row) {
    Long first = row.getLong("first");
    Long last = row.getLong("last");
    String id = row.getString("journal");
    return id == null || first == null || last == null
        ? Optional.empty()
        : Optional.of(new FleetDevice.Journal(id, first, last));
  }
}
