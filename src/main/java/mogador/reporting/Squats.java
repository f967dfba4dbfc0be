package mogador.reporting;

import java.time.Duration;
import java.util.Collection;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;

/** When somebody is where nothing is booked, leased or closed. Pure. */
final class Squats {
  /** Who comes before a booking, or goes after it, does not squat. */
  static final Duration ASIDE = Duration.ofMinutes(15);

  /** Who looks in does not either. */
  static final Duration SHORTEST = Duration.ofMinutes(10);

  private Squats() {}

  /**
   * Of some time.
   *
   * @param seen also {@link #SHORTEST} before and after it
   * @param claims of the space, as far as {@link #ASIDE} and that from it
   */
  static SlotSet of(Seen seen, Collection<TimeSlot> claims, TimeSlot time) {
    SlotSet rightful =
        SlotSet.of(
            claims.stream()
                .map(claim -> new TimeSlot(claim.start().minus(ASIDE), claim.end().plus(ASIDE)))
                .toList());
    return SlotSet.of(
            seen.occupied().minus(rightful).slots().stream()
                .filter(stay -> stay.length().compareTo(SHORTEST) >= 0)
                .toList())
        .intersection(SlotSet.of(time));
  }
}
