package mogador.platform;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is announced on a channel of the database's, on a virtual thread of its own. It
 * connects again for ever; whatever may have been missed is told as an announcement of nothing in
 * particular.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int WAITING = 1_000;

  /** Attempts to connect cost little, and what changes meanwhile is seen only after one. */
  private static final long AGAIN_MILLIS = 500;

  private final Vertx vertx;
  private final PgSubscriber subscriber;
  private final Consumer<Optional<String>> heard;
  private final BlockingQueue<Optional<String>> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closed;

  Listener(
      Vertx vertx, PgConnectOptions options, String channel, Consumer<Optional<String>> heard) {
    this.vertx = vertx;
    this.heard = heard;
    subscriber =
        PgSubscriber.subscriber(vertx, options)
            .reconnectPolicy(retries -> Math.min(AGAIN_MILLIS, 100L << Math.min(retries, 6)));
    subscriber
        .channel(channel)
        .subscribeHandler(connected -> offer(Optional.empty()))
        .handler(payload -> offer(Optional.of(payload)));
    thread = Thread.ofVirtual().name("heard-" + channel).start(this::run);
    connect();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    var unused = subscriber.close();
  }

  private void connect() {
    if (closed) return;
    subscriber
        .connect()
        .onFailure(
            e -> {
              if (!closed) vertx.setTimer(AGAIN_MILLIS, again -> connect());
            });
  }

  /** When too many wait, one that says nothing in particular stands for them all. */
  private void offer(Optional<String> announcement) {
    if (waiting.offer(announcement)) return;
    waiting.clear();
    var unused = waiting.offer(Optional.empty());
  }

  private void run() {
    try {
      while (!closed) call(waiting.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Optional<String> announcement) {
    try {
      heard.accept(announcement);
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("an announcement was not followed: {}", e.toString());
    }
  }
}
