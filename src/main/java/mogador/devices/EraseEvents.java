package mogador.devices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mogador.platform.Database;
import mogador.platform.WorkPlan;

/**
 * Erases who it was from journal events some time after they came: the person, and the credential's
 * hash. The events stay, under their names, so that none is ever stored twice.
 */
public final class EraseEvents {
  static final int BATCH = 1_000;
  private static final int BATCHES = 20;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final Clock clock;
  private final Duration kept;

  public EraseEvents(Database database, Clock clock, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.kept = kept;
  }

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "journal events erased", this::run);
  }

  /** How many events it erased someone from. */
  int run() {
    Instant now = clock.instant();
    Instant before = now.minus(kept);
    int erased = conflicts(before);
    for (int i = 0; i < BATCHES; i++) {
      int batch = events(before, now);
      erased += batch;
      if (batch < BATCH) break;
    }
    return erased;
  }

  private int events(Instant before, Instant now) {
    return database
        .sql()
        .update(
            """
            update journal_event set person_id = null, content = content #- '{credential,hash}',
              erased_at = $2
            where ctid = any(array(
              select ctid from journal_event
              where erased_at is null and received_at < $1
                and (person_id is not null or content -> 'credential' is not null)
              order by received_at limit $3 for update skip locked))
            """,
            before,
            now,
            BATCH);
  }

  /** There are few of these, or something is very wrong. */
  private int conflicts(Instant before) {
    return database
        .sql()
        .update(
            """
            update journal_conflict set content = content #- '{credential,hash}'
            where received_at < $1 and content #> '{credential,hash}' is not null
            """,
            before);
  }
}
