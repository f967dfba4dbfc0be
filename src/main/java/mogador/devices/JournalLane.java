package mogador.devices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has some devices' journals written, many batches to a transaction, on a thread of its own. What
 * comes while the database is away waits, up to 250 batches; beyond that a batch is refused and the
 * device sends it again, since nothing is acknowledged before it is committed.
 */
final class JournalLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalLane.class);
  private static final int WAITING = 250;
  private static final int EVENTS = 500;
  private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final JournalWriter writer;
  private final CredentialHash hash;
  private final Supplier<AccessSnapshot> snapshot;
  private final JournalOutcome outcome;
  private final BlockingQueue<JournalBatch> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Counter stored;
  private final Counter unstorable;
  private volatile boolean storing = true;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  JournalLane(
      String name,
      JournalWriter writer,
      CredentialHash hash,
      Supplier<AccessSnapshot> snapshot,
      JournalOutcome outcome,
      MeterRegistry meters) {
    this.name = name;
    this.writer = writer;
    this.hash = hash;
    this.snapshot = snapshot;
    this.outcome = outcome;
    this.stored = meters.counter("mogador_journal_events_stored");
    this.unstorable = meters.counter("mogador_journal_batches_unstorable");
  }

  void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Whether there was room. Never blocks. */
  boolean offer(JournalBatch batch) {
    return waiting.offer(batch);
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether the last transaction succeeded. */
  boolean isStoring() {
    return storing;
  }

  /** Stops; what waits is not stored, and the devices send it again. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        List<JournalBatch> batches = gather();
        if (!isWritten(batches)) isolate(batches);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<JournalBatch> gather() throws InterruptedException {
    List<JournalBatch> batches = new ArrayList<>();
    batches.add(waiting.take());
    int events = batches.getFirst().message().entries().size();
    long deadline = System.nanoTime() + GATHER_NANOS;
    while (events + 32 <= EVENTS) {
      JournalBatch next = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) break;
      batches.add(next);
      events += next.message().entries().size();
    }
    return batches;
  }

  /** One batch that the database will not take must not hold up the others. */
  private void isolate(List<JournalBatch> batches) throws InterruptedException {
    for (JournalBatch batch : batches) {
      if (batches.size() > 1 && isWritten(List.of(batch))) continue;
      if (batches.size() == 1) {
        unstorable.increment();
        LOG.error("the database will not take a batch of {}; it is dropped", batch.device());
        batch.done().run();
      } else {
        isolate(List.of(batch));
      }
    }
  }

  /** Whether it was written, however long that took; false if the database will never take it. */
  private boolean isWritten(List<JournalBatch> batches) throws InterruptedException {
    List<JournalEvent> events = events(batches);
    Map<JournalEvent.Journal, Long> firsts = firsts(batches);
    Duration pause = Duration.ofMillis(100);
    while (true) {
      try {
        JournalWriter.Written written = writer.write(events, firsts);
        storing = true;
        passOn(written, batches);
        return true;
      } catch (RuntimeException e) {
        if (closed) throw new InterruptedException();
        if (isRefusedForGood(e)) {
          LOG.error("journal events were refused by the database", e);
          return false;
        }
        storing = false;
        LOG.warn("journals wait for the database, trying again: {}", e.toString());
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
      }
    }
  }

  /** What goes wrong after the commit is no reason to store the same again. */
  private void passOn(JournalWriter.Written written, List<JournalBatch> batches) {
    try {
      stored.increment(written.stored().size());
      outcome.written(written);
      batches.forEach(batch -> batch.done().run());
    } catch (RuntimeException e) {
      LOG.error("events were stored but not passed on", e);
    }
  }

  /**
   * Data the database cannot hold (class 22) or will not (class 23). Not a broken audit trail: what
   * it refuses waits until it is mended.
   */
  private static boolean isRefusedForGood(RuntimeException e) {
    return e instanceof PgException pg
        && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"))
        && !Optional.ofNullable(pg.getConstraint()).orElse("").startsWith("audit_");
  }

  private List<JournalEvent> events(List<JournalBatch> batches) {
    AccessSnapshot now = snapshot.get();
    List<JournalEvent> events = new ArrayList<>();
    for (JournalBatch batch : batches) {
      for (JournalEntry entry : batch.message().entries()) {
        events.add(
            JournalEvent.of(batch.device(), batch.message(), entry, batch.received(), hash, now));
      }
    }
    return events;
  }

  private static Map<JournalEvent.Journal, Long> firsts(List<JournalBatch> batches) {
    Map<JournalEvent.Journal, Long> firsts = new HashMap<>();
    for (JournalBatch batch : batches) {
      var journal = new JournalEvent.Journal(batch.device(), batch.message().journal());
      firsts.merge(journal, batch.message().first(), Math::max);
    }
    return firsts;
  }
}
