package mogador.occupancy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mogador.platform.Database;
import mogador.platform.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes of presence to the database, in batches on a thread of its own. While the database
 * is away up to 10,000 wait; beyond that the newest are dropped, counted: the sensors will speak
 * again.
 */
public final class PresenceStore implements PresenceLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceStore.class);
  private static final int WAITING = 10_000;
  private static final int BATCH = 500;
  private static final Duration RESTORED = Duration.ofHours(24);

  private final Database database;
  private final Clock clock;
  private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(WAITING);
  private final Counter dropped;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  private record Change(String site, long space, Signal signal) {}

  public PresenceStore(Database database, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    this.dropped = meters.counter("mogador_presence_changes_dropped");
    meters.gauge("mogador_presence_changes_waiting", waiting, BlockingQueue::size);
  }

  public void start() {
    thread = Thread.ofVirtual().name("presence-store").start(this::run);
  }

  @Override
  public void changed(String site, long space, Signal signal) {
    if (signal.kind() == Signal.Kind.BADGE) return;
    if (!waiting.offer(new Change(site, space, signal))) dropped.increment();
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
    closed = true;
    thread.interrupt();
  }

  private void run() {
    List<Change> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        while (!isStored(batch)) TimeUnit.SECONDS.sleep(2);
        batch.clear();
      }
    } catch (InterruptedException e) {
      waiting.drainTo(batch);
      if (!batch.isEmpty()) isStored(batch);
    }
  }

  private boolean isStored(List<Change> batch) {
    try {
      database
          .sql()
          .runEach(
              """
              insert into presence_event
                (site_id, space_id, device_code, signal, happened_at, received_at)
              values ($1, $2, $3, $4, $5, $6) on conflict do nothing\
              """,
              batch.stream().map(this::values).toList());
      return true;
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("presence could not be stored, trying again: {}", e.toString());
      return false;
    }
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
