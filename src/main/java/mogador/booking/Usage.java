package mogador.booking;

import java.util.Map;
import java.util.Objects;
import mogador.sites.SpaceRules.Quota;

/**
 * What of each quota the person has used without the booking in question: minutes for one of time,
 * else bookings. A quota that is not in it counts as not used.
 */
record Usage(Map<Quota, Long> used) {
  static final Usage NONE = new Usage(Map.of());

  Usage {
    used = Map.copyOf(used);
  }

  long of(Quota quota) {
    return Objects.requireNonNull(used.getOrDefault(quota, 0L));
  }
}
