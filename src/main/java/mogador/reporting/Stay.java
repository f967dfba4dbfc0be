package mogador.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import mogador.occupancy.Quarter;

/**
 * From somebody's being there until nobody is, by the minutes that began meanwhile.
 *
 * @param minutes at least 1
 */
record Stay(Instant start, int minutes) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int IN_QUARTER = (int) Quarter.LENGTH.toMinutes();

  /**
   * One after the other.
   *
   * @param used of each quarter of an hour in which somebody was there a bit for each minute, the
   *     first the lowest
   */
  static List<Stay> in(SortedMap<Quarter, Integer> used) {
    List<Stay> stays = new ArrayList<>();
    used.forEach(
        (quarter, bits) -> {
          for (int i = 0; i < IN_QUARTER; i++) {
            if ((bits >> i & 1) == 0) continue;
            Instant minute = quarter.start().plus(MINUTE.multipliedBy(i));
            boolean goesOn = !stays.isEmpty() && stays.getLast().end().equals(minute);
            Stay stay = goesOn ? stays.removeLast() : new Stay(minute, 0);
            stays.add(new Stay(stay.start(), stay.minutes() + 1));
          }
        });
    return stays;
  }

  private Instant end() {
    return start.plus(MINUTE.multipliedBy(minutes));
  }
}
