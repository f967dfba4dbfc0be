package mogador.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets each sender send so many messages at a stretch, and so many a second after that. There are
 * as many buckets as senders that were ever asked about: ask about those only who are known.
 */
public final class Throttle<K> {
  private final double perSecond;
  private final double burst;
  private final ConcurrentHashMap<K, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double tokens, Instant at, boolean passed) {}

  public Throttle(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Whether one more message of this sender may pass now. */
  public boolean passes(K sender, Instant now) {
    return buckets
        .compute(sender, (id, bucket) -> next(bucket == null ? full(now) : bucket, now))
        .passed();
  }

  private Bucket full(Instant now) {
    return new Bucket(burst, now, true);
  }

  private Bucket next(Bucket bucket, Instant now) {
    double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
    double tokens = Math.min(burst, bucket.tokens() + seconds * perSecond);
    return tokens >= 1 ? new Bucket(tokens - 1, now, true) : new Bucket(tokens, now, false);
  }
}
