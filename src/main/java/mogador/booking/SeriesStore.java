package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.platform.Outbox;
import mogador.platform.Sql;

/** Series, as they are. Their occurrences are ordinary bookings. */
final class SeriesStore {
  private static final String SELECT =
      """
      select id, person_id, booked_by, site_id, space_id, rule, local_from, local_to, pattern,
        sequence, created_at, ended_at
      from series
      """;

  private SeriesStore() {}

  static void add(Sql sql, Series series) {
    sql.send(
        """
        insert into series (id, person_id, booked_by, site_id, space_id, rule, local_from, local_to,
          pattern, sequence, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        series.id(),
        series.holder(),
        series.bookedBy(),
        series.site(),
        series.space(),
        series.rule(),
        series.from(),
        series.to(),
        series.pattern().toJson(),
        series.sequence(),
        series.createdAt());
  }

  static Optional<Series> find(Sql sql, UUID id) {
    return sql.first(SeriesStore::fromRow, SELECT + "where id = $1", id);
  }

  /**
   * Locks a series and all its bookings, these first: whoever changes one of them alone has its row
   * before that of the series.
   */
  static Optional<Series> lock(Sql sql, UUID id) {
    sql.send("select id from booking where series_id = $1 order by id for update", id);
    return lockAlone(sql, id);
  }

  /** The same for who has the rows of its bookings already. */
  static Optional<Series> lockAlone(Sql sql, UUID id) {
    return sql.first(SeriesStore::fromRow, SELECT + "where id = $1 for update", id);
  }

  /** Writes what may change; the row is locked by this transaction. */
  static void save(Sql sql, Series series) {
    sql.send(
        """
        update series set space_id = $2, pattern = $3, sequence = $4, ended_at = $5 where id = $1
        """,
        series.id(),
        series.space(),
        series.pattern().toJson(),
        series.sequence(),
        series.endedAt());
  }

  /** One of its bookings was changed alone: a change of the series for its holder's calendar. */
  static void changedAlone(Sql sql, UUID id) {
    sql.send("update series set sequence = sequence + 1 where id = $1", id);
  }

  /** This booking stays where it is when its series moves, or no longer. */
  static void movedAlone(Sql sql, UUID booking, boolean alone) {
    sql.send("update booking set moved_alone = $2 where id = $1", booking, alone);
  }

  /** Which of a series' bookings stay where they are when it moves. */
  static Set<UUID> movedAlone(Sql sql, UUID series) {
    List<UUID> alone =
        sql.list(
            row -> row.getUUID("id"),
            "select id from booking where series_id = $1 and moved_alone",
            series);
    return alone.stream().collect(Collectors.toUnmodifiableSet());
  }

  /** Tells its holder of a change, once for all its bookings. */
  static void tell(Sql sql, UUID series, String event, int sequence, Instant now) {
    Outbox.add(
        sql,
        BookingNews.KIND,
        new JsonObject()
            .put("series", series.toString())
            .put("event", event)
            .put("sequence", sequence),
        now);
  }

  private static Series fromRow(Row row) {
    return new Series(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getUUID("booked_by"),
        row.getString("site_id"),
        row.getLong("space_id"),
        row.getString("rule"),
        row.getLocalDateTime("local_from"),
        row.getLocalDateTime("local_to"),
        SeriesPattern.read(row.getJsonArray("pattern")),
        row.getInteger("sequence"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "ended_at"));
  }
}
