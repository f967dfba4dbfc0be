package mogador.occupancy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mogador.platform.Database;
import mogador.platform.Sql;

/** Keeps changes of presence, and what each sensor said last. */
public final class PresenceStore implements PresenceLog, AutoCloseable {
  private static final Duration RESTORED = Duration.ofHours(24);

  private final Database database;
  private final Clock clock;
  private final BatchWriter<Change> writer;

  private record Change(String site, long space, Signal signal) {}

  public PresenceStore(Database database, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    writer = new BatchWriter<>("presence-store", this::store, meters, "mogador_presence_changes");
  }

  public void start() {
    writer.start();
  }

  @Override
  public void changed(String site, long space, Signal signal) {
    if (signal.kind() == Signal.Kind.BADGE) return;
    writer.offer(new Change(site, space, signal));
  }

  /** Tells the board what each sensor said last before this server started. */
  public void restore(PresenceBoard board) {
    database
        .sql()
        .list(
            row ->
                new Change(
                    "",
                    row.getLong("space_id"),
                    new Signal(
                        row.getString("device_code"),
                        row.getString("signal").equals("occupied")
                            ? Signal.Kind.OCCUPIED
                            : Signal.Kind.VACANT,
                        Sql.instant(row, "happened_at"))),
            """
            select distinct on (space_id, device_code, signal)
              space_id, device_code, signal, happened_at
            from presence_event where happened_at > $1
            order by space_id, device_code, signal, happened_at desc\
            """,
            clock.instant().minus(RESTORED))
        .forEach(change -> board.restore(change.space(), change.signal()));
  }

  /** Writes what waits, if the database is there, and stops. */
  @Override
  public void close() {
    writer.close();
  }

  private void store(List<Change> batch) {
    database
        .sql()
        .runEach(
            """
            insert into presence_event
              (site_id, space_id, device_code, signal, happened_at, received_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing\
            """,
            batch.stream().map(this::values).toList());
  }

  private List<Object> values(Change change) {
    return List.of(
        change.site(),
        change.space(),
        change.signal().device(),
        change.signal().kind() == Signal.Kind.OCCUPIED ? "occupied" : "vacant",
        change.signal().at(),
        clock.instant());
  }
}
