package mogador.sites;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mogador.kernel.LocalText;
import mogador.platform.Sql;

/** The inventory's tables. */
final class SitesStore {
  /** A space's row, with its atoms. */
  record Kept(
      long id,
      String site,
      String code,
      SpaceKind kind,
      String floor,
      String zone,
      LocalText name,
      int capacity,
      long areaCm2,
      boolean bookable,
      boolean retired) {
    static Kept fromRow(Row row) {
      JsonObject name = row.getJsonObject("name");
      return new Kept(
          row.getLong("id"),
          row.getString("site_id"),
          row.getString("code"),
          SpaceKind.of(row.getString("kind")).orElseThrow(),
          row.getString("floor_code"),
          row.getString("zone_code"),
          new LocalText(name.getString("fr"), name.getString("ar"), name.getString("en")),
          row.getInteger("capacity"),
          row.getLong("area_cm2"),
          row.getBoolean("bookable"),
          row.getBoolean("retired"));
    }
  }

  private final Sql sql;

  SitesStore(Sql sql) {
    this.sql = sql;
  }

  /** Imports run one after the other, whatever node they come from. */
  void lockImports() {
    sql.run("select pg_advisory_xact_lock(hashtext('mogador sites'))");
  }

  /** Keeps new claims out until the transaction ends. */
  void lockClaims() {
    sql.run("lock table claim in share row exclusive mode");
  }

  /** The files of all sites as they were imported, open ones first. */
  List<String> documents() {
    return sql.list(
        row -> row.getString("document"),
        "select document::text as document from site order by status, id");
  }

  List<Kept> spaces() {
    return sql.list(
        Kept::fromRow,
        """
        select id, site_id, code, kind, floor_code, zone_code, name, capacity, area_cm2, bookable,
          retired_at is not null as retired
        from space order by id\
        """);
  }

  List<Kept> spaces(String site) {
    return spaces().stream().filter(space -> space.site().equals(site)).toList();
  }

  /** The atoms of each space, by id. */
  Map<Long, Set<Long>> atoms() {
    Map<Long, Set<Long>> atoms = new HashMap<>();
    sql.run("select space_id, atom_id from composition")
        .forEach(
            row ->
                atoms
                    .computeIfAbsent(row.getLong("space_id"), id -> new TreeSet<>())
                    .add(row.getLong("atom_id")));
    return atoms;
  }

  /** The layouts of each site's seats. */
  Map<String, List<SeatLayout>> layouts() {
    return SeatLayoutStore.all(sql);
  }

  /** Those of these spaces that are held after {@code now}, themselves or as part of a whole. */
  Set<Long> held(Set<Long> spaces, Instant now) {
    return new TreeSet<>(
        sql.list(
            row -> row.getLong("id"),
            """
            select s.id from space s where s.id = any($1) and exists (
              select from claim c
              where (c.atom_id = s.id or c.space_id = s.id) and c.ends_at > $2)\
            """,
            spaces.toArray(Long[]::new),
            now));
  }

  void saveSite(SiteDocument site, Instant now) {
    sql.run(
        """
        insert into site (id, name, zone_id, status, document, imported_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update set name = excluded.name, zone_id = excluded.zone_id,
          status = excluded.status, document = excluded.document,
          imported_at = excluded.imported_at\
        """,
        site.id(),
        json(site.name()),
        site.zone(),
        site.status().code(),
        SiteJson.write(site),
        now);
  }

  void saveSpaces(SiteDocument site) {
    sql.runEach(
        """
        insert into space (site_id, code, kind, floor_code, zone_code, name, capacity, area_cm2,
          bookable)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (site_id, code) do update set kind = excluded.kind,
          floor_code = excluded.floor_code, zone_code = excluded.zone_code, name = excluded.name,
          capacity = excluded.capacity, area_cm2 = excluded.area_cm2,
          bookable = excluded.bookable, retired_at = null\
        """,
        site.spaces().stream().map(plot -> columns(site, plot)).toList());
  }

  private static List<Object> columns(SiteDocument site, SiteDocument.Plot plot) {
    return List.of(
        site.id(),
        plot.code(),
        plot.kind().code(),
        plot.floor(),
        plot.zone(),
        json(plot.name()),
        plot.capacity(),
        plot.areaCm2(),
        plot.bookable());
  }

  private static JsonObject json(LocalText text) {
    return new JsonObject().put("fr", text.fr()).put("ar", text.ar()).put("en", text.en());
  }

  void retire(Set<Long> spaces, Instant now) {
    sql.run(
        "update space set retired_at = $2 where id = any($1) and retired_at is null",
        spaces.toArray(Long[]::new),
        now);
  }

  /** Rewrites what these spaces are made of, atoms in rising order. */
  void saveComposition(Map<Long, Set<Long>> atoms) {
    Object wholes = atoms.keySet().toArray(Long[]::new);
    sql.run("delete from composition where space_id = any($1)", wholes);
    List<List<Object>> rows = new ArrayList<>();
    new TreeMap<>(atoms)
        .forEach((space, own) -> new TreeSet<>(own).forEach(a -> rows.add(List.of(space, a))));
    sql.runEach("insert into composition (space_id, atom_id) values ($1, $2)", rows);
  }

  /**
   * Devices keep their secret and state under the same code; one that was locked out by hand stays
   * so.
   */
  void saveDevices(SiteDocument site, Map<String, Long> ids) {
    sql.run(
        """
        update device set status = 'retired'
        where site_id = $1 and status = 'active' and not by_hand\
        """,
        site.id());
    sql.runEach(
        """
        insert into device (site_id, code, kind, door_code, space_id, status)
        values ($1, $2, $3, $4, $5, 'active')
        on conflict (site_id, code) do update set kind = excluded.kind,
          door_code = excluded.door_code, space_id = excluded.space_id, by_hand = false,
          status = case device.status when 'retired' then 'active' else device.status end\
        """,
        site.devices().stream().map(device -> columns(site, device, ids)).toList());
  }

  private static List<Object> columns(
      SiteDocument site, DevicePlace device, Map<String, Long> ids) {
    Optional<Long> space = device.space().map(ids::get);
    return List.of(site.id(), device.code(), device.kind().code(), device.door(), space);
  }

  /** Tells every node, once this transaction is committed. */
  void tellAll(String site) {
    sql.run("select pg_notify('" + Sites.CHANNEL + "', $1)", site);
  }
}
