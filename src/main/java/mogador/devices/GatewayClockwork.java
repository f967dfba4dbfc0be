package mogador.devices;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what time brings: one thing every second, another every ten. */
final class GatewayClockwork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayClockwork.class);

  private final Runnable everySecond;
  private final Runnable everyTen;
  private Thread thread = Thread.currentThread();
  private volatile boolean closed;

  GatewayClockwork(Runnable everySecond, Runnable everyTen) {
    this.everySecond = everySecond;
    this.everyTen = everyTen;
  }

  void start() {
    thread = Thread.ofVirtual().name("gateway-clockwork").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      for (int second = 1; !closed; second++) {
        TimeUnit.SECONDS.sleep(1);
        call(everySecond);
        if (second % 10 == 0) call(everyTen);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void call(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("the gateway's regular work failed", e);
    }
  }
}
