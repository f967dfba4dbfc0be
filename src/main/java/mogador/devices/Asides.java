package mogador.devices;

import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What devices answer and report, written off the threads that messages come on. Bounded: beyond,
 * one is dropped and counted.
 */
final class Asides {
  private static final Logger LOG = LoggerFactory.getLogger(Asides.class);
  private static final int AT_ONCE = 64;

  private final RefusedMessages refused;
  private final Semaphore room = new Semaphore(AT_ONCE);

  Asides(RefusedMessages refused) {
    this.refused = refused;
  }

  void add(String topic, String what, Runnable work) {
    if (!room.tryAcquire()) {
      refused.add(topic, Refusal.QUEUE_FULL, "", 0);
      return;
    }
    Thread.ofVirtual()
        .name("aside")
        .start(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.warn("lost: {}: {}", what, e.toString());
              } finally {
                room.release();
              }
            });
  }
}
