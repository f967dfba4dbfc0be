package mogador.occupancy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How a space was used within a quarter of an hour.
 *
 * @param occupiedMillis how long somebody was there, 0 to 900,000
 * @param knownMillis how long that is known, or that nobody was; at least {@code occupiedMillis}
 * @param minutes a bit for each of the 15 minutes, the first the lowest: whether somebody was there
 *     as it began. Of several spaces, they tell how many were used at once
 */
public record SpaceUse(int occupiedMillis, int knownMillis, int minutes) {
  static final int MINUTES = 15;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Nothing is known of it. */
  public static final SpaceUse UNKNOWN = new SpaceUse(0, 0, 0);

  public SpaceUse {
    if (occupiedMillis < 0
        || knownMillis < occupiedMillis
        || knownMillis > Quarter.LENGTH.toMillis()
        || minutes < 0
        || minutes >= 1 << MINUTES) {
      throw new IllegalArgumentException(
          "no use of a quarter: %d, %d, %d".formatted(occupiedMillis, knownMillis, minutes));
    }
  }

  /**
   * By the signs there are.
   *
   * @param empty the space before any sign
   * @param signs all of the quarter, and of {@link Timeline#before} it
   */
  public static SpaceUse of(Presence empty, Collection<Signal> signs, Quarter quarter) {
    Timeline timeline = Timeline.of(empty, signs, quarter.slot());
    int minutes = 0;
    for (int i = 0; i < MINUTES; i++) {
      Instant minute = quarter.start().plus(MINUTE.multipliedBy(i));
      if (timeline.at(minute) == PresenceNow.OCCUPIED) minutes |= 1 << i;
    }
    long occupied = timeline.millis(PresenceNow.OCCUPIED);
    long known = occupied + timeline.millis(PresenceNow.VACANT);
    return new SpaceUse((int) occupied, (int) known, minutes);
  }

  /** How many of these were used at once, at most, by the beginnings of minutes; 0 of none. */
  public static int peak(Collection<SpaceUse> together) {
    int peak = 0;
    for (int i = 0; i < MINUTES; i++) {
      int minute = i;
      int used = (int) together.stream().filter(use -> (use.minutes() >> minute & 1) == 1).count();
      peak = Math.max(peak, used);
    }
    return peak;
  }
}
