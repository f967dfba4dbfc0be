package mogador.occupancy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is offered to the database, in batches on a thread of its own. While the database is
 * away up to 10,000 wait; beyond that the newest are dropped, counted: sensors will speak again.
 */
final class BatchWriter<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
  private static final int WAITING = 10_000;
  private static final int BATCH = 500;

  private final String name;
  private final Consumer<List<T>> store;
  private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(WAITING);
  private final Counter dropped;
  private final Counter stored;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /**
   * One that is not started yet.
   *
   * @param store writes them all, or throws; it may be given the same once more
   * @param meter what its meters' names begin with
   */
  BatchWriter(String name, Consumer<List<T>> store, MeterRegistry meters, String meter) {
    this.name = name;
    this.store = store;
    this.dropped = meters.counter(meter + "_dropped");
    this.stored = meters.counter(meter + "_stored");
    meters.gauge(meter + "_waiting", waiting, BlockingQueue::size);
  }

  void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Never blocks. */
  void offer(T one) {
    if (!waiting.offer(one)) dropped.increment();
  }

  /** Writes what waits, if the database is there, and stops. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    List<T> batch = new ArrayList<>();
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

  private boolean isStored(List<T> batch) {
    try {
      store.accept(batch);
      stored.increment(batch.size());
      return true;
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("{}: not stored, trying again: {}", name, e.toString());
      return false;
    }
  }
}
