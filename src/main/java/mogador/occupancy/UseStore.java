package mogador.occupancy;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** How spaces were used, in the database. */
final class UseStore {
  private UseStore() {}

  /** A quarter of one space's. */
  record Cell(long space, Quarter quarter) {}

  /** A quarter that is to be counted again; waits for whoever is just counting it. */
  static void due(Sql sql, Collection<Cell> cells) {
    if (cells.isEmpty()) return;
    List<Cell> inOrder =
        cells.stream()
            .distinct()
            .sorted(Comparator.comparing(Cell::quarter).thenComparingLong(Cell::space))
            .toList();
    // The row is locked even if it is there: counted before this commits, it would miss the sign.
    sql.run(
        """
        insert into use_due (space_id, quarter) select * from unnest($1::bigint[], $2::timestamptz[])
        on conflict (quarter, space_id) do update set space_id = excluded.space_id
        """,
        inOrder.stream().map(Cell::space).toArray(Long[]::new),
        inOrder.stream().map(cell -> cell.quarter().start()).toArray(Instant[]::new));
  }

  /** Takes quarters that are over and are to be counted, so many at most, the oldest first. */
  static List<Cell> take(Sql sql, Instant over, int limit) {
    return sql.list(
        row -> new Cell(row.getLong("space_id"), new Quarter(Sql.instant(row, "quarter"))),
        """
        delete from use_due where ctid = any(array(
          select ctid from use_due where quarter <= $1 order by quarter, space_id limit $2
          for update skip locked))
        returning space_id, quarter
        """,
        over.minus(Quarter.LENGTH),
        limit);
  }

  /** The signs about these spaces within a slot, both ends included, by the space's id. */
  static Map<Long, List<Signal>> signs(Sql sql, Collection<Long> spaces, TimeSlot slot) {
    Map<Long, List<Signal>> signs = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select space_id, device_code, kind, happened_at from sign
            where space_id = any($1) and happened_at between $2 and $3
            """,
            spaces.toArray(Long[]::new),
            slot.start(),
            slot.end())) {
      signs
          .computeIfAbsent(row.getLong("space_id"), space -> new ArrayList<>())
          .add(
              new Signal(
                  row.getString("device_code"),
                  SignStore.kind(row.getString("kind")),
                  Sql.instant(row, "happened_at")));
    }
    return signs;
  }

  static void put(Sql sql, Map<Cell, SpaceUse> uses) {
    List<Map.Entry<Cell, SpaceUse>> all = List.copyOf(uses.entrySet());
    sql.run(
        """
        insert into space_use (space_id, quarter, occupied_ms, known_ms, minutes)
        select * from unnest($1::bigint[], $2::timestamptz[], $3::int[], $4::int[], $5::int[])
        on conflict (quarter, space_id) do update set occupied_ms = excluded.occupied_ms,
          known_ms = excluded.known_ms, minutes = excluded.minutes
        """,
        all.stream().map(one -> one.getKey().space()).toArray(Long[]::new),
        all.stream().map(one -> one.getKey().quarter().start()).toArray(Instant[]::new),
        all.stream().map(one -> one.getValue().occupiedMillis()).toArray(Integer[]::new),
        all.stream().map(one -> one.getValue().knownMillis()).toArray(Integer[]::new),
        all.stream().map(one -> one.getValue().minutes()).toArray(Integer[]::new));
  }

  /** Adds up anew what floors and kinds come to in these quarters, and in their days. */
  static void addUp(Sql sql, Collection<Quarter> quarters) {
    Instant[] starts = new TreeSet<>(quarters).stream().map(Quarter::start).toArray(Instant[]::new);
    sql.run("delete from group_use where quarter = any($1)", (Object) starts);
    sql.run(
        """
        with used as (
          select s.site_id, s.floor_code, s.kind, u.* from space_use u join space s on s.id = u.space_id
          where u.quarter = any($1) and u.known_ms > 0
        ), sums as (
          select site_id, coalesce(floor_code, '') as floor_code, coalesce(kind, '') as kind, quarter,
            count(*) as spaces, sum(occupied_ms) as occupied_ms, sum(known_ms) as known_ms
          from used group by site_id, quarter, cube (floor_code, kind)
        ), peaks as (
          select site_id, floor_code, kind, quarter, max(at_once) as peak from (
            select site_id, coalesce(floor_code, '') as floor_code, coalesce(kind, '') as kind,
              quarter, minute, sum(minutes >> minute & 1) as at_once
            from used cross join generate_series(0, 14) as m (minute)
            group by site_id, quarter, minute, cube (floor_code, kind)) each
          group by site_id, floor_code, kind, quarter
        )
        insert into group_use (site_id, floor_code, kind, quarter, spaces, occupied_ms, known_ms, peak)
        select site_id, floor_code, kind, quarter, spaces, occupied_ms, known_ms, peak
        from sums join peaks using (site_id, floor_code, kind, quarter)
        """,
        (Object) starts);
    addUpDays(sql, starts);
  }

  /** The days of UTC that these quarters are of. */
  private static void addUpDays(Sql sql, Instant[] starts) {
    LocalDate[] days =
        Stream.of(starts)
            .map(start -> start.atOffset(ZoneOffset.UTC).toLocalDate())
            .distinct()
            .toArray(LocalDate[]::new);
    sql.run("delete from group_day where day = any($1)", (Object) days);
    sql.run(
        """
        insert into group_day (site_id, floor_code, kind, day, spaces, occupied_ms, known_ms, peak)
        select site_id, floor_code, kind, day, max(spaces), sum(occupied_ms), sum(known_ms), max(peak)
        from unnest($1::date[]) as d (day) join group_use g
          on g.quarter >= day::timestamp at time zone 'UTC'
            and g.quarter < (day + 1)::timestamp at time zone 'UTC'
        group by site_id, floor_code, kind, day
        """,
        (Object) days);
  }
}
