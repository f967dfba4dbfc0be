package mogador.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must go out once its transaction has committed. Written in the transaction, delivered after
 * it at least once, in order of due time, by whichever node comes first; mails that someone waits
 * for, such as sign-in codes, before all others. What cannot be delivered is tried again with
 * longer and longer pauses; once given up it stays to be seen.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int MANY = 50;

  /** Whoever takes an entry has it for so long; if they die with it, others then try. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** How long a delivery that fails is tried again: mails as RFC 5321, 4.5.4.1, would have it. */
  static final Duration PATIENCE = Duration.ofDays(4);

  /** What was given up, and nobody has looked after. */
  public static final Expiring EXPIRING =
      new Expiring("outbox", "given_up_at", Duration.ofDays(90));

  private static final Duration COUNTED = Duration.ofSeconds(30);

  private final Database database;
  private final Clock clock;
  private final AtomicLong givenUp = new AtomicLong();
  private long countedAt = System.nanoTime() - COUNTED.toNanos();
  private final Map<String, Consumer<JsonObject>> deliveries;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Begins with {@link #start}.
   *
   * @param deliveries what to do with each kind; one that throws is tried again later, but for
   *     {@link Undeliverable}
   */
  public Outbox(
      Database database,
      Clock clock,
      MeterRegistry meters,
      Map<String, Consumer<JsonObject>> deliveries) {
    meters.gauge("mogador.outbox.given.up", givenUp);
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
    // A thread of the system's: what it computes would hold up requests on a carrier they share.
    Thread.ofPlatform().daemon().name("outbox").start(this::deliverUntilStopped);
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

  private void deliverAll() throws InterruptedException {
    try {
      long begun = System.nanoTime();
      while (deliverMany() == MANY && !rested(System.nanoTime() - begun)) {
        begun = System.nanoTime();
      }
      countGivenUp();
    } catch (RuntimeException e) {
      LOG.warn("the outbox waits for the database: {}", e.getMessage());
    }
  }

  /**
   * Rests three times as long as it worked: whoever waits for an answer comes before mails. True
   * when it is to stop.
   */
  private boolean rested(long worked) throws InterruptedException {
    return stopped.await(3 * worked, TimeUnit.NANOSECONDS);
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
                        row.getInteger("attempts"),
                        Sql.instant(row, "created_at")),
                """
                with taken as (
                  update outbox set attempts = attempts + 1, due_at = $3
                  where id in (select id from outbox where due_at <= $1 and given_up_at is null
                               order by kind <> 'mail', due_at, id limit $2
                               for update skip locked)
                  returning id, kind, content, attempts, created_at
                )
                select * from taken order by kind <> 'mail', id
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
    } catch (Undeliverable e) {
      giveUp(entry, e);
      return false;
    } catch (RuntimeException e) {
      if (clock.instant().isBefore(entry.createdAt().plus(PATIENCE))) tryLater(entry, e);
      else giveUp(entry, e);
      return false;
    }
  }

  private void tryLater(Entry entry, RuntimeException failure) {
    LOG.warn(
        "outbox entry {} failed at attempt {}: {}",
        entry.id(),
        entry.attempts(),
        failure.toString());
    database
        .sql()
        .run(
            """
            update outbox set last_error = $2,
                   due_at = $3 + least(power(2, attempts - 1), 3600) * interval '1 second'
            where id = $1
            """,
            entry.id(),
            failure.toString(),
            clock.instant());
  }

  private void giveUp(Entry entry, RuntimeException failure) {
    LOG.error(
        "outbox entry {} is given up after {} attempts: {}",
        entry.id(),
        entry.attempts(),
        failure.toString());
    database
        .sql()
        .run(
            "update outbox set last_error = $2, given_up_at = $3 where id = $1",
            entry.id(),
            failure.toString(),
            clock.instant());
    givenUp.incrementAndGet();
  }

  /** By all servers together, and less what somebody has looked after. */
  private void countGivenUp() {
    if (System.nanoTime() - countedAt < COUNTED.toNanos()) return;
    countedAt = System.nanoTime();
    String count = "select count(*) from outbox where given_up_at is not null";
    givenUp.set(database.sql().first(row -> row.getLong(0), count).orElse(0L));
  }

  private record Entry(long id, String kind, JsonObject content, int attempts, Instant createdAt) {}
}
