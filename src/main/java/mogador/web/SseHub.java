package mogador.web;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Hands what happens on a topic to all who listen to it, each in words of their own. The last
 * events are kept for listeners that come back; whoever was away longer is sent {@code resync}.
 * Safe for use from any thread; publishing never waits.
 *
 * @param <T> what is published, the same value for all listeners
 */
public final class SseHub<T> {
  private static final int KEPT = 512;
  private static final int PENDING = 256;

  /**
   * How one listener is told of an event.
   *
   * @param name of the server-sent event
   * @param data its text, such as JSON or HTML
   */
  public record Told(String name, String data) {}

  private record Numbered<T>(long number, String topic, T event) {}

  /** A stream and how many events are on their way to its context. */
  private static final class Listener<T> {
    final String topic;
    final Sse stream;
    final Function<T, Told> teller;
    private int pending;
    private boolean dropping;

    Listener(String topic, Sse stream, Function<T, Told> teller) {
      this.topic = topic;
      this.stream = stream;
      this.teller = teller;
    }

    /** Once one event is dropped so are the next, until the listener knows it must ask again. */
    synchronized boolean takes() {
      dropping = dropping || pending >= PENDING;
      if (!dropping) pending++;
      return !dropping;
    }

    /** Whether the listener has caught up with all it took, and some were dropped meanwhile. */
    synchronized boolean gave() {
      pending--;
      boolean missed = dropping && pending == 0;
      if (missed) dropping = false;
      return missed;
    }
  }

  /** Numbers mean nothing to another process, or after a restart. */
  private final String epoch = UUID.randomUUID().toString().substring(0, 8);

  private final int capacity;
  private final Deque<Numbered<T>> kept = new ArrayDeque<>();
  private final List<Listener<T>> listeners = new ArrayList<>();
  private long last;

  /**
   * @param capacity how many may listen at once; further ones are refused with 503
   */
  public SseHub(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Answers a request with the events of a topic from now on, and those missed since its {@code
   * Last-Event-ID}, or since {@code ?since=} (see {@link #position}).
   *
   * @param teller puts an event in this listener's words; runs on the request's event loop, must
   *     not block
   */
  public void listen(RoutingContext ctx, String topic, Function<T, Told> teller) {
    synchronized (this) {
      if (listeners.size() >= capacity) {
        Problem.of(503, "too_many_listeners", "All live streams are taken; try again later.")
            .send(ctx);
        return;
      }
      var own = new ArrayList<Listener<T>>(1);
      var stream = new Sse(ctx, () -> own.forEach(this::remove));
      var listener = new Listener<>(topic, stream, teller);
      own.add(listener);
      listeners.add(listener);
      stream.lastEventId().ifPresent(id -> replay(listener, id));
    }
  }

  public synchronized void publish(String topic, T event) {
    var numbered = new Numbered<>(++last, topic, event);
    kept.addLast(numbered);
    if (kept.size() > KEPT) kept.removeFirst();
    for (Listener<T> listener : listeners)
      if (listener.topic.equals(topic)) offer(listener, numbered);
  }

  /**
   * Where the stream is now. A page made after this was asked, that listens with {@code
   * ?since=POSITION}, misses nothing, though it may hear of something it already shows.
   */
  public synchronized String position() {
    return epoch + "-" + last;
  }

  /** How many listen now, to all topics. */
  public synchronized int listeners() {
    return listeners.size();
  }

  private synchronized void remove(Listener<T> listener) {
    listeners.remove(listener);
  }

  private void replay(Listener<T> listener, String lastEventId) {
    long seen = numberOf(lastEventId);
    boolean known =
        seen >= 0 && seen <= last && (kept.isEmpty() || kept.getFirst().number <= seen + 1);
    if (!known) {
      listener.stream.context().runOnContext(_ -> listener.stream.lose());
      return;
    }
    for (Numbered<T> missed : kept) {
      if (missed.number > seen && missed.topic.equals(listener.topic)) offer(listener, missed);
    }
  }

  private void offer(Listener<T> listener, Numbered<T> numbered) {
    if (!listener.takes()) return;
    listener
        .stream
        .context()
        .runOnContext(
            _ -> {
              Told told = listener.teller.apply(numbered.event);
              String id = epoch + "-" + numbered.number;
              listener.stream.send(new Sse.Message(told.name, id, told.data));
              if (listener.gave()) listener.stream.lose();
            });
  }

  private long numberOf(String lastEventId) {
    if (!lastEventId.matches(epoch + "-[0-9]{1,18}")) return -1;
    return Long.parseLong(lastEventId.substring(epoch.length() + 1));
  }
}
