package mogador.reporting;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.occupancy.Quarter;
import mogador.platform.Sql;

/** What is to be compared, and what came of it, in the database. */
final class CompareStore {
  private static final Duration HOUR = Duration.ofHours(1);

  private CompareStore() {}

  /** An hour of one space's, by its start. */
  record Cell(long space, Instant hour) {}

  /** A booking as stored; {@code promised} is until when it was booked before it was given back. */
  record Stored(
      UUID id,
      String site,
      long space,
      TimeSlot slot,
      Optional<LocalDateTime> promised,
      boolean released,
      Optional<Instant> endedAt,
      Optional<Instant> came) {}

  /** An hour that is to be compared again; waits for whoever is just comparing it. */
  static void due(Sql sql, Collection<Cell> cells) {
    List<Cell> inOrder =
        cells.stream()
            .distinct()
            .sorted(Comparator.comparing(Cell::hour).thenComparingLong(Cell::space))
            .toList();
    // The row is locked even if it is there: compared before this commits, it would miss the sign.
    sql.run(
        """
        insert into compare_due (space_id, hour) select * from unnest($1::bigint[], $2::timestamptz[])
        on conflict (hour, space_id) do update set space_id = excluded.space_id
        """,
        spaces(inOrder),
        hours(inOrder));
  }

  /** Takes hours that were over by then and are to be compared, so many at most, oldest first. */
  static List<Cell> takeHours(Sql sql, Instant over, int limit) {
    return sql.list(
        row -> new Cell(row.getLong("space_id"), Sql.instant(row, "hour")),
        """
        delete from compare_due where ctid = any(array(
          select ctid from compare_due where hour <= $1 order by hour, space_id limit $2
          for update skip locked))
        returning space_id, hour
        """,
        over.minus(HOUR),
        limit);
  }

  /** Locks bookings that were over by then and are to be compared, likewise. */
  static List<Stored> takeBookings(Sql sql, Instant over, int limit) {
    return sql.list(
        CompareStore::booking,
        """
        select b.id, b.site_id, b.space_id, b.starts_at, b.ends_at, b.promised_to,
          b.status, b.cancelled_at, b.checked_in_at
        from booking b join site s on s.id = b.site_id
        where not b.compared and b.status in ('confirmed', 'released') and b.ends_at <= $1
          and (b.promised_to is null or b.promised_to <= $1 at time zone s.zone_id)
        order by b.ends_at limit $2 for update of b skip locked
        """,
        over,
        limit);
  }

  /** The others of these spaces that begin within a slot. */
  static List<Stored> beginning(Sql sql, Collection<Long> spaces, TimeSlot slot) {
    return sql.list(
        CompareStore::booking,
        """
        select id, site_id, space_id, starts_at, ends_at, promised_to, status,
          cancelled_at, checked_in_at
        from booking where space_id = any($1) and starts_at >= $2 and starts_at < $3
          and status in ('confirmed', 'released')
        """,
        spaces.toArray(Long[]::new),
        slot.start(),
        slot.end());
  }

  /** Bookings of these spaces that were compared, in hours from then to then: once again. */
  static void compareAgain(Sql sql, Collection<Long> spaces, TimeSlot slot) {
    sql.run(
        """
        update booking set compared = false
        where compared and space_id = any($1) and id in (
          select booking_id from booking_hour where site_id in (
              select site_id from space where id = any($1))
            and hour between $2 and $3)
        """,
        spaces.toArray(Long[]::new),
        slot.start(),
        slot.end());
  }

  static void put(Sql sql, Stored booking, Compared compared) {
    sql.run("delete from booking_hour where booking_id = $1", booking.id());
    List<List<Object>> rows = new ArrayList<>();
    Map<Instant, Map<Fate, Long>> hours = compared.hours();
    String outcome = compared.outcome().code();
    for (Map.Entry<Instant, Map<Fate, Long>> hour : hours.entrySet()) {
      Map<Fate, Long> times = hour.getValue();
      rows.add(
          List.of(
              booking.id(),
              hour.getKey(),
              rows.isEmpty() ? outcome : "",
              times.getOrDefault(Fate.ATTENDED, 0L),
              times.getOrDefault(Fate.NO_SHOW, 0L),
              times.getOrDefault(Fate.ENDED_EARLY, 0L),
              times.getOrDefault(Fate.REBOOKED, 0L),
              times.getOrDefault(Fate.UNKNOWN, 0L)));
    }
    sql.runEach(
        """
        insert into booking_hour (booking_id, hour, site_id, space_id, company_id, outcome, released,
          attended_ms, no_show_ms, early_ms, rebooked_ms, unknown_ms)
        select id, $2, site_id, space_id, company_id, nullif($3, ''), status = 'released',
          $4, $5, $6, $7, $8
        from booking where id = $1
        """,
        rows);
    sql.run("update booking set compared = true where id = $1", booking.id());
  }

  /** How long each of these hours was squatted, in ms; 0 for not at all. */
  static void putSquats(Sql sql, Map<Cell, Long> squatted) {
    List<Cell> all = List.copyOf(squatted.keySet());
    sql.run(
        """
        delete from squat_hour using unnest($1::bigint[], $2::timestamptz[]) as c (space, at)
        where space_id = c.space and hour = c.at
        """,
        spaces(all),
        hours(all));
    List<Cell> some = all.stream().filter(cell -> squatted.getOrDefault(cell, 0L) > 0).toList();
    sql.run(
        """
        insert into squat_hour (space_id, hour, site_id, squatted_ms)
        select s.id, c.at, s.site_id, c.ms
        from unnest($1::bigint[], $2::timestamptz[], $3::int[]) as c (space, at, ms)
        join space s on s.id = c.space
        """,
        spaces(some),
        hours(some),
        some.stream()
            .map(cell -> squatted.getOrDefault(cell, 0L).intValue())
            .toArray(Integer[]::new));
  }

  /** In which minutes of some time each of these spaces was used, as counted. */
  static Map<Long, SortedMap<Quarter, Integer>> minutes(
      Sql sql, Collection<Long> spaces, TimeSlot slot) {
    Map<Long, SortedMap<Quarter, Integer>> minutes = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select space_id, quarter, minutes from space_use
            where space_id = any($1) and quarter >= $2 and quarter < $3 and minutes > 0
            """,
            spaces.toArray(Long[]::new),
            slot.start(),
            slot.end())) {
      minutes
          .computeIfAbsent(row.getLong("space_id"), space -> new TreeMap<>())
          .put(new Quarter(Sql.instant(row, "quarter")), row.getInteger("minutes"));
    }
    return minutes;
  }

  /** All stays of these spaces that begin within a slot. */
  static void putStays(
      Sql sql, Collection<Long> spaces, TimeSlot slot, Map<Long, List<Stay>> stays) {
    sql.run(
        "delete from stay where space_id = any($1) and started_at >= $2 and started_at < $3",
        spaces.toArray(Long[]::new),
        slot.start(),
        slot.end());
    record One(long space, Stay stay) {}
    List<One> all =
        stays.entrySet().stream()
            .flatMap(of -> of.getValue().stream().map(stay -> new One(of.getKey(), stay)))
            .toList();
    sql.run(
        """
        insert into stay (space_id, started_at, site_id, minutes)
        select s.id, c.at, s.site_id, c.minutes
        from unnest($1::bigint[], $2::timestamptz[], $3::int[]) as c (space, at, minutes)
        join space s on s.id = c.space
        """,
        all.stream().map(One::space).toArray(Long[]::new),
        all.stream().map(one -> one.stay().start()).toArray(Instant[]::new),
        all.stream().map(one -> one.stay().minutes()).toArray(Integer[]::new));
  }

  private static Stored booking(Row row) {
    return new Stored(
        row.getUUID("id"),
        row.getString("site_id"),
        row.getLong("space_id"),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        Optional.ofNullable(row.getLocalDateTime("promised_to")),
        row.getString("status").equals("released"),
        Sql.optionalInstant(row, "cancelled_at"),
        Sql.optionalInstant(row, "checked_in_at"));
  }

  private static Long[] spaces(Collection<Cell> cells) {
    return cells.stream().map(Cell::space).toArray(Long[]::new);
  }

  private static Instant[] hours(Collection<Cell> cells) {
    return cells.stream().map(Cell::hour).toArray(Instant[]::new);
  }
}
