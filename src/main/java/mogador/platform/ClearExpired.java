package mogador.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Clears what has expired, a few rows at a time, so that nobody waits for it long. */
public final class ClearExpired {
  static final int BATCH = 1_000;

  /** For each table in one turn; what is left then is left to the next. */
  static final int BATCHES = 20;

  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final Clock clock;
  private final List<Expiring> tables;

  public ClearExpired(Database database, Clock clock, List<Expiring> tables) {
    this.database = database;
    this.clock = clock;
    this.tables = List.copyOf(tables);
  }

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "expired rows cleared", this::run);
  }

  /** How many rows it cleared. */
  int run() {
    return tables.stream().mapToInt(this::clear).sum();
  }

  private int clear(Expiring rows) {
    Instant before = clock.instant().minus(rows.kept());
    int cleared = 0;
    for (int i = 0; i < BATCHES; i++) {
      int batch = clear(rows, before);
      cleared += batch;
      if (batch < BATCH) break;
    }
    return cleared;
  }

  private int clear(Expiring rows, Instant before) {
    return database
        .sql()
        .update(
            """
            delete from %1$s where ctid = any(array(
              select ctid from %1$s where %2$s < $1 limit $2 for update skip locked))
            """
                .formatted(rows.table(), rows.moment()),
            before,
            BATCH);
  }
}
