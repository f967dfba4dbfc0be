package firmware;

import java.util.random.RandomGenerator;

/** How long to wait before the next try to connect: 1 s, doubling to 60 s, each varied by ±20 %. */
final class Backoff {
  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 60_000;

  private final RandomGenerator random;
  private long next = FIRST_MS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  long failedMs() {
    long wait = next;
    next = Math.min(2 * next, LONGEST_MS);
    return Math.round(wait * random.nextDouble(0.8, 1.2));
  }

  void succeeded() {
    next = FIRST_MS;
  }
}
