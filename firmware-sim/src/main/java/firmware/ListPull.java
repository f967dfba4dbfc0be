package firmware;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks for a list while the reader's is not the one the newest manifest speaks of: soon, then less
 * and less often, up to once a minute.
 */
final class ListPull {
  private static final long FIRST_MS = 500;
  private static final long LONGEST_MS = 60_000;
  private static final int EXPIRY_SECONDS = 60;

  private final Body body;
  private final DoorList list;
  private long wait = FIRST_MS;
  private boolean waiting;

  ListPull(Body body, DoorList list) {
    this.body = body;
    this.list = list;
  }

  void up() {
    wait = FIRST_MS;
    look();
  }

  /** Asks at once, whatever it has. */
  void now() {
    if (!list.isProvisioned() || !body.connected()) return;
    body.publish(new Line.Letter("acl/request", list.request(), 1, false, EXPIRY_SECONDS));
  }

  /** Something has changed, or may have. */
  void look() {
    if (!list.isProvisioned()) return;
    if (list.isCurrent()) {
      wait = FIRST_MS;
    } else if (!waiting) {
      waiting = true;
      double varied = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
      body.after(Duration.ofMillis(Math.round(wait * varied)), this::ask);
      wait = Math.min(2 * wait, LONGEST_MS);
    }
  }

  private void ask() {
    waiting = false;
    if (list.isCurrent() || !body.connected()) return;
    body.publish(new Line.Letter("acl/request", list.request(), 1, false, EXPIRY_SECONDS));
    look();
  }
}
