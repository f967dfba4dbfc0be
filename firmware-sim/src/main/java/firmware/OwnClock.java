package firmware;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A device's clock, which may be wrong without the device knowing. */
final class OwnClock {
  private final Optional<Clock> right;
  private Optional<Duration> ahead = Optional.of(Duration.ZERO);

  /** With the right time, empty for a device that never knew it. */
  OwnClock(Optional<Clock> right) {
    this.right = right;
  }

  Optional<Instant> now() {
    return ahead.flatMap(off -> right.map(clock -> clock.instant().plus(off)));
  }

  /** Empty: it forgets the time. */
  void set(Optional<Duration> off) {
    ahead = off;
  }
}
