package mogador.occupancy;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;

/**
 * Keeps every sign, once, and has what it changes of the past counted again. What sensors say is
 * written in batches; badges are written by whoever stores them.
 */
public final class SignStore implements PresenceLog, AutoCloseable {
  private static final Duration EFFECT = Timeline.before(Presence.HOLD_SEAT);

  private final Database database;
  private final Clock clock;
  private final BatchWriter<Sign> writer;

  public SignStore(Database database, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    writer = new BatchWriter<>("sign-store", this::store, meters, "mogador_signs");
  }

  public void start() {
    writer.start();
  }

  @Override
  public void heard(String site, long space, Signal signal) {
    if (signal.kind().isSensed()) writer.offer(new Sign(site, space, signal));
  }

  /** Tells the board what still counts of what was said before this server started. */
  public void restore(PresenceBoard board) {
    database
        .sql()
        .list(
            row ->
                new Sign(
                    row.getString("site_id"),
                    row.getLong("space_id"),
                    new Signal(
                        row.getString("device_code"),
                        kind(row.getString("kind")),
                        Sql.instant(row, "happened_at"))),
            """
            select site_id, space_id, device_code, kind, happened_at from sign
            where happened_at > $1 and kind in ('occupied', 'vacant') order by happened_at
            """,
            clock.instant().minus(EFFECT))
        .forEach(sign -> board.restore(sign.space(), sign.signal()));
  }

  /** Writes what waits, if the database is there, and stops. */
  @Override
  public void close() {
    writer.close();
  }

  /** Keeps signs with the transaction; those that are kept already change nothing. */
  public static void keep(Sql sql, Collection<Sign> signs, Instant received) {
    Set<UseStore.Cell> changed = new HashSet<>();
    for (Row row :
        sql.run(
            """
            insert into sign (site_id, space_id, device_code, kind, happened_at, received_at)
            select site, space, device, kind, happened, $6
            from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[])
              as s (site, space, device, kind, happened)
            order by space, happened, device, kind
            on conflict do nothing
            returning space_id, happened_at
            """,
            texts(signs, Sign::site),
            signs.stream().map(Sign::space).toArray(Long[]::new),
            texts(signs, sign -> sign.signal().device()),
            texts(signs, sign -> sign.signal().kind().name().toLowerCase(Locale.ROOT)),
            signs.stream().map(sign -> sign.signal().at()).toArray(Instant[]::new),
            received)) {
      long space = row.getLong("space_id");
      for (Quarter quarter : Quarter.touched(Sql.instant(row, "happened_at"), EFFECT)) {
        changed.add(new UseStore.Cell(space, quarter));
      }
    }
    UseStore.due(sql, changed);
  }

  /** The signs about these spaces within a slot, both ends included, by the space's id. */
  public static Map<Long, List<Signal>> within(Sql sql, Collection<Long> spaces, TimeSlot slot) {
    return UseStore.signs(sql, spaces, slot);
  }

  static Signal.Kind kind(String code) {
    return Signal.Kind.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private void store(List<Sign> batch) {
    database.inTransaction(
        sql -> {
          keep(sql, batch, clock.instant());
          return batch.size();
        });
  }

  private static String[] texts(Collection<Sign> signs, Function<Sign, String> text) {
    return signs.stream().map(text).toArray(String[]::new);
  }
}
