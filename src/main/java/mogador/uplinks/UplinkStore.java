package mogador.uplinks;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.sites.DeviceKind;

/** What was heard of devices, and which were adopted, in the database. */
final class UplinkStore {
  /** Strangers beyond that are forgotten, those silent for the longest time first. */
  static final int STRANGERS = 200;

  private static final String ADOPTED =
      """
      select u.source, u.dev_eui, u.site_id, u.device_code, s.code as space_code, u.codec,
        u.signals, u.absent_is_zero, u.silent_minutes, u.adopted_at,
        coalesce(nullif(p.name, ''), p.email) as adopter
      from uplink_device u join device d on d.site_id = u.site_id and d.code = u.device_code
        join space s on s.id = d.space_id left join person p on p.id = u.adopted_by
      """;

  private static final String HEARD =
      """
      select h.source, h.dev_eui, h.application, h.name, h.model, h.heard_at, h.keys, h.codec,
        h.port, h.payload, h.fields, h.refused, h.state from uplink_heard h
      """;

  private UplinkStore() {}

  /** One after the other, whichever server heard an uplink; until the end of the transaction. */
  static void lock(Sql sql, Heard.Key key) {
    sql.run(
        "select pg_advisory_xact_lock(hashtextextended($1, 27))", key.source() + "/" + key.eui());
  }

  static Optional<Heard> heard(Sql sql, Heard.Key key) {
    return sql.first(
        UplinkStore::heard,
        HEARD + "where h.source = $1 and h.dev_eui = $2",
        key.source(),
        key.eui());
  }

  static Optional<Adoption> adoption(Sql sql, Heard.Key key) {
    return sql.first(
        UplinkStore::adoption,
        ADOPTED + "where u.source = $1 and u.dev_eui = $2",
        key.source(),
        key.eui());
  }

  /** What a device of ours watches, while it is in service. */
  static Optional<Long> space(Sql sql, Adoption adoption) {
    return sql.first(
        row -> row.getLong("space_id"),
        "select space_id from device where site_id = $1 and code = $2 and status = 'active'",
        adoption.site(),
        adoption.device());
  }

  static List<Adoption> adoptions(Sql sql) {
    return sql.list(UplinkStore::adoption, ADOPTED);
  }

  static List<Adoption> adoptions(Sql sql, String site) {
    return sql.list(
        UplinkStore::adoption, ADOPTED + "where u.site_id = $1 order by u.device_code", site);
  }

  /** What was heard of those that are adopted. */
  static List<Heard> heardOfAdopted(Sql sql) {
    return sql.list(UplinkStore::heard, HEARD + "join uplink_device using (source, dev_eui)");
  }

  /** Those that nobody has adopted, the latest first. */
  static List<Heard> strangers(Sql sql) {
    return sql.list(
        UplinkStore::heard,
        HEARD
            + """
            where not exists (select from uplink_device u
              where u.source = h.source and u.dev_eui = h.dev_eui)
            order by h.heard_at desc, h.source, h.dev_eui limit $1
            """,
        STRANGERS);
  }

  static void save(Sql sql, Heard heard) {
    sql.run(
        """
        insert into uplink_heard (source, dev_eui, application, name, model, heard_at, keys,
          codec, port, payload, fields, refused, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (source, dev_eui) do update set application = excluded.application,
          name = excluded.name, model = excluded.model, heard_at = excluded.heard_at,
          keys = excluded.keys, codec = excluded.codec, port = excluded.port,
          payload = excluded.payload, fields = excluded.fields, refused = excluded.refused,
          state = excluded.state
        """,
        heard.key().source(),
        heard.key().eui(),
        heard.application(),
        heard.name(),
        heard.model(),
        heard.at(),
        heard.keys().toArray(String[]::new),
        heard.codec().id(),
        heard.port(),
        heard.payload(),
        HeardJson.fields(heard.fields()),
        heard.refused(),
        HeardJson.state(heard.state()));
  }

  static void forgetStrangers(Sql sql) {
    sql.run(
        """
        delete from uplink_heard h using (
          select source, dev_eui from uplink_heard s
          where not exists (select from uplink_device u
            where u.source = s.source and u.dev_eui = s.dev_eui)
          order by heard_at desc, source, dev_eui offset $1) as old
        where h.source = old.source and h.dev_eui = old.dev_eui
        """,
        STRANGERS);
  }

  /** Whether the site has no other device of this code; one that was let go may come back. */
  static boolean isCreated(Sql sql, String site, String code, DeviceKind kind, long space) {
    return sql.update(
            """
            insert into device (site_id, code, kind, space_id, by_hand, remote)
            values ($1, $2, $3, $4, true, true)
            on conflict (site_id, code) do update set kind = excluded.kind,
              space_id = excluded.space_id, status = 'active', by_hand = true,
              decommissioned_at = null, decommissioned_by = null, battery_pct = null,
              last_seen_at = null, online = false
            where device.remote and device.status <> 'active'
            """,
            site,
            code,
            kind.code(),
            space)
        == 1;
  }

  /** Whether the site has a device of this code that speaks for itself, or had. */
  static boolean hasOwnDevice(Sql sql, String site, String code) {
    return sql.first(
            row -> true,
            "select 1 from device where site_id = $1 and code = $2 and not remote",
            site,
            code)
        .isPresent();
  }

  /** Gives a device that is adopted another place and meaning; now by the site's file. */
  static void change(Sql sql, Adoption adoption, DeviceKind kind, long space) {
    sql.run(
        "update device set kind = $3, space_id = $4 where site_id = $1 and code = $2",
        adoption.site(),
        adoption.device(),
        kind.code(),
        space);
    sql.run(
        """
        update uplink_device set codec = $3, signals = $4, absent_is_zero = $5,
          silent_minutes = $6, adopted_by = null
        where source = $1 and dev_eui = $2
        """,
        adoption.key().source(),
        adoption.key().eui(),
        adoption.codec().id(),
        HeardJson.signals(adoption.map()),
        adoption.map().absentIsZero(),
        (int) adoption.silence().toMinutes());
  }

  static void adopt(Sql sql, Adoption adoption, Optional<UUID> by) {
    sql.run(
        """
        insert into uplink_device (source, dev_eui, site_id, device_code, codec, signals,
          absent_is_zero, silent_minutes, adopted_at, adopted_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        adoption.key().source(),
        adoption.key().eui(),
        adoption.site(),
        adoption.device(),
        adoption.codec().id(),
        HeardJson.signals(adoption.map()),
        adoption.map().absentIsZero(),
        (int) adoption.silence().toMinutes(),
        adoption.at(),
        by);
  }

  static void letGo(Sql sql, Adoption adoption) {
    sql.run(
        "delete from uplink_device where source = $1 and dev_eui = $2",
        adoption.key().source(),
        adoption.key().eui());
    sql.run(
        """
        update device set status = 'retired', online = false where site_id = $1 and code = $2
        """,
        adoption.site(),
        adoption.device());
  }

  private static Heard heard(Row row) {
    return new Heard(
        key(row),
        row.getString("application"),
        row.getString("name"),
        row.getString("model"),
        Sql.instant(row, "heard_at"),
        List.of(row.getArrayOfStrings("keys")),
        codec(row),
        row.getInteger("port"),
        row.getString("payload"),
        HeardJson.fields((JsonObject) row.getJson("fields")),
        Optional.ofNullable(row.getString("refused")),
        HeardJson.state((JsonObject) row.getJson("state")));
  }

  private static Adoption adoption(Row row) {
    return new Adoption(
        key(row),
        row.getString("site_id"),
        row.getString("device_code"),
        row.getString("space_code"),
        codec(row),
        HeardJson.signals((JsonObject) row.getJson("signals"), row.getBoolean("absent_is_zero")),
        Duration.ofMinutes(row.getInteger("silent_minutes")),
        Sql.instant(row, "adopted_at"),
        Optional.ofNullable(row.getString("adopter")));
  }

  private static Heard.Key key(Row row) {
    return new Heard.Key(row.getString("source"), row.getString("dev_eui"));
  }

  /** One that a later version knew is the network's own. */
  private static Codec codec(Row row) {
    return Codec.of(row.getString("codec")).orElse(Codec.NETWORK);
  }
}
