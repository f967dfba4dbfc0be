package mogador.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets each device send so many messages at a stretch, and so many a second after that. Only
 * devices that are known have a bucket, so there are no more buckets than devices.
 */
final class Throttle {
  private final double perSecond;
  private final double burst;
  private final ConcurrentHashMap<DeviceId, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double tokens, Instant at, boolean passed) {}

  Throttle(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Whether one more message of this device may pass now. */
  boolean passes(DeviceId device, Instant now) {
    return buckets
        .compute(device, (id, bucket) -> next(bucket == null ? full(now) : bucket, now))
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
