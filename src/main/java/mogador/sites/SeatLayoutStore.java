package mogador.sites;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Sql;

/** The layouts of seats that were not withdrawn. */
public final class SeatLayoutStore {
  private static final String SELECT =
      """
      select l.id, l.site_id, l.floor_code, l.holds_from, p.space_id, p.x, p.y
      from seat_layout l left join seat_place p on p.layout_id = l.id
      where l.withdrawn_at is null
      """;

  private SeatLayoutStore() {}

  /** Whoever changes the layouts of a site does so alone, until the transaction ends. */
  public static void lock(Sql sql, String site) {
    sql.run("select pg_advisory_xact_lock(hashtext('mogador layouts'), hashtext($1))", site);
  }

  /** The layouts of a floor, the earliest first. */
  public static List<SeatLayout> of(Sql sql, String site, String floor) {
    return read(sql.run(
            SELECT + "and l.site_id = $1 and l.floor_code = $2 order by l.holds_from", site, floor))
        .getOrDefault(site, List.of());
  }

  static Map<String, List<SeatLayout>> all(Sql sql) {
    return read(sql.run(SELECT + "order by l.site_id, l.floor_code, l.holds_from"));
  }

  public static void add(Sql sql, String site, SeatLayout layout, UUID by, Instant now) {
    sql.run(
        """
        insert into seat_layout (id, site_id, floor_code, holds_from, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6)
        """,
        layout.id(),
        site,
        layout.floor(),
        layout.from(),
        by,
        now);
    List<List<Object>> places = new ArrayList<>();
    layout.places().forEach((seat, at) -> places.add(List.of(layout.id(), seat, at.x(), at.y())));
    sql.runEach(
        "insert into seat_place (layout_id, space_id, x, y) values ($1, $2, $3, $4)", places);
    sql.run(
        "insert into seat_place (layout_id, space_id) select $1, unnest($2::bigint[])",
        layout.id(),
        layout.away().toArray(Long[]::new));
  }

  public static void withdraw(Sql sql, UUID layout, UUID by, Instant now) {
    sql.run(
        "update seat_layout set withdrawn_by = $2, withdrawn_at = $3 where id = $1",
        layout,
        by,
        now);
  }

  private static Map<String, List<SeatLayout>> read(Iterable<Row> rows) {
    Map<UUID, Head> heads = new LinkedHashMap<>();
    for (Row row : rows) {
      Head head = heads.computeIfAbsent(row.getUUID("id"), id -> Head.of(row));
      Long seat = row.getLong("space_id");
      if (seat == null) continue;
      Integer x = row.getInteger("x");
      if (x == null) head.away().add(seat);
      else head.places().put(seat, new Point(x, row.getInteger("y")));
    }
    Map<String, List<SeatLayout>> bySite = new HashMap<>();
    heads.forEach(
        (id, head) ->
            bySite
                .computeIfAbsent(head.row().getString("site_id"), site -> new ArrayList<>())
                .add(
                    new SeatLayout(
                        id,
                        head.row().getString("floor_code"),
                        head.row().getLocalDate("holds_from"),
                        head.places(),
                        head.away())));
    return bySite;
  }

  private record Head(Row row, Map<Long, Point> places, Set<Long> away) {
    static Head of(Row row) {
      return new Head(row, new HashMap<>(), new HashSet<>());
    }
  }
}
