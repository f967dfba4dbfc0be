package firmware;

import java.util.random.RandomGenerator;

/**
 * When the journal's oldest events are to be sent (again): stop and wait, with back-off. Pure;
 * times are the device's uptime in milliseconds.
 */
final class Resend {
  static final long FIRST_WAIT_MS = 5_000;
  static final long LONGEST_WAIT_MS = 60_000;
  static final long PACE_MS = 1_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final RandomGenerator random;
  private boolean online;
  private long inFlightThrough;
  private long sentAt;
  private long dueAt = NEVER;
  private long wait = FIRST_WAIT_MS;

  Resend(RandomGenerator random) {
    this.random = random;
  }

  void online(long now) {
    online = true;
    inFlightThrough = 0;
    wait = FIRST_WAIT_MS;
    dueAt = now;
  }

  void offline() {
    online = false;
  }

  /** An event was recorded; one in flight is waited for first. */
  void recorded(long now) {
    if (inFlightThrough == 0) dueAt = Math.min(dueAt, now);
  }

  void sent(long now, long through) {
    inFlightThrough = through;
    sentAt = now;
    dueAt = now + varied(wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }

  /** The journal's oldest events are safe up to this sequence. */
  void acknowledged(long now, long through) {
    wait = FIRST_WAIT_MS;
    boolean all = through >= inFlightThrough;
    dueAt = all ? now : Math.max(now, sentAt + PACE_MS);
    if (all) inFlightThrough = 0;
  }

  /** There was nothing to send. */
  void idle() {
    inFlightThrough = 0;
    dueAt = NEVER;
  }

  boolean due(long now) {
    return dueAt() <= now;
  }

  /** {@link Long#MAX_VALUE} when nothing is to be sent. */
  long dueAt() {
    return online ? dueAt : NEVER;
  }

  private long varied(long ms) {
    return Math.round(ms * random.nextDouble(0.8, 1.2));
  }
}
