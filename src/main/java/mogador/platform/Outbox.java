package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must go out once its transaction has committed. Written in the transaction, delivered after
 * it at least once, in order of due time, by whichever node comes first.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int MANY = 50;

  /** Whoever takes an entry has it for so long; if they die with it, others then try. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Database database;
  private final Clock clock;
  private final Map<String, Consumer<JsonObject>> deliveries;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Begins with {@link #start}.
   *
   * @param deliveries what to do with each kind; one that throws is tried again later
   */
  public Outbox(Database database, Clock clock, Map<String, Consumer<JsonObject>> deliveries) {
    this.database = database;
    this.clock = clock;
    this.deliveries = Map.copyOf(deliveries);
  }

  /** Adds an entry, within the transaction it belongs to. */
  public static void add(Sql sql, String kind, JsonObject content, Instant now) {
    sql.send(
        "insert into outbox (kind, content, created_at, due_at) values ($1, $2, $3, $3)",
        kind,
        content,
        now);
  }

  public void start() {
    Thread.ofVirtual().name("outbox").start(this::deliverUntilStopped);
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void deliverUntilStopped() {
    try {
      do {
        deliverAll();
      } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverAll() {
    try {
      while (stopped.getCount() > 0 && deliverMany() == MANY) {}
    } catch (RuntimeException e) {
      LOG.warn("the outbox waits for the database: {}", e.getMessage());
    }
  }

  private int deliverMany() {
    Instant now = clock.instant();
    List<Entry> due =
        database
            .sql()
            .list(
                row ->
                    new Entry(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getJsonObject("content"),
                        row.getInteger("attempts")),
                """
                update outbox set attempts = attempts + 1, due_at = $3
                where id in (select id from outbox where due_at <= $1
                             order by due_at, id limit $2 for update skip locked)
                returning id, kind, content, attempts
                """,
                now,
                MANY,
                now.plus(LEASE));
    Long[] delivered = due.stream().filter(this::isDelivered).map(Entry::id).toArray(Long[]::new);
    if (delivered.length > 0) {
      database.sql().run("delete from outbox where id = any($1)", (Object) delivered);
    }
    return due.size();
  }

  private boolean isDelivered(Entry entry) {
    try {
      Consumer<JsonObject> delivery = deliveries.get(entry.kind());
      if (delivery == null) throw new IllegalStateException("no delivery of " + entry.kind());
      delivery.accept(entry.content());
      return true;
    } catch (RuntimeException e) {
      LOG.warn(
          "outbox entry {} failed at attempt {}: {}", entry.id(), entry.attempts(), e.toString());
      database
          .sql()
          .run(
              """
              update outbox set last_error = $2,
                     due_at = $3 + least(power(2, attempts - 1), 3600) * interval '1 second'
              where id = $1
              """,
              entry.id(),
              e.toString(),
              clock.instant());
      return false;
    }
  }

  private record Entry(long id, String kind, JsonObject content, int attempts) {}
}
