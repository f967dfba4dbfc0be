package mogador.devices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this process what happens at the devices. Each listener has its own thread and a queue of
 * 1,000: a slow one misses events, counted, and slows nobody.
 */
public final class DeviceEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceEvents.class);
  private static final int WAITING = 1_000;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Counter missed;

  public DeviceEvents(MeterRegistry meters) {
    missed = meters.counter("mogador_device_events_missed");
  }

  /** Stops a listener. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Calls the listener for every event from now on, one at a time, on a virtual thread. */
  public Listening listen(Consumer<DeviceEvent> consumer) {
    var listener = new Listener(consumer);
    listeners.add(listener);
    return () -> {
      listeners.remove(listener);
      listener.thread.interrupt();
    };
  }

  /** Never blocks. */
  void publish(DeviceEvent event) {
    for (Listener listener : listeners) {
      if (!listener.waiting.offer(event)) missed.increment();
    }
  }

  private static final class Listener {
    private final BlockingQueue<DeviceEvent> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Consumer<DeviceEvent> consumer;
    private final Thread thread;

    Listener(Consumer<DeviceEvent> consumer) {
      this.consumer = consumer;
      this.thread = Thread.ofVirtual().name("device-events").start(this::run);
    }

    private void run() {
      try {
        while (true) call(waiting.take());
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }

    private void call(DeviceEvent event) {
      try {
        consumer.accept(event);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
      }
    }
  }
}
