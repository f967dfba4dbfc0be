package mogador.muster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sensors add to a list of people.
 *
 * @param occupied watched places that are occupied
 * @param unlisted of those, the places that nobody on the list can account for
 * @param silent watched places that nothing is known of
 * @param counters what people counters have counted, in the order of their spaces' codes
 */
record SensorsSay(int occupied, int unlisted, int silent, List<Counted> counters) {
  SensorsSay {
    counters = List.copyOf(counters);
  }

  /**
   * How many are inside a space by its counters.
   *
   * @param space its code
   * @param inside since the site opened; never negative
   * @param listed how many of the list were last seen in the space's zone
   * @param corrected how many were seen to go out but not to go in: a measure of how far the
   *     counters can be trusted
   */
  record Counted(String space, long inside, int listed, long corrected) {}

  /** An atom that is sensed to be occupied. */
  record Place(long atom, String zone) {}

  /**
   * Counts what is left when everyone on the list has a place: their own, if they have one, else
   * any in the zone where they were last seen.
   *
   * @param own atoms that people on the list have for now
   * @param elsewhere how many others were last seen in which zone
   */
  static SensorsSay of(
      Collection<Place> occupied,
      Set<Long> own,
      Map<String, Integer> elsewhere,
      int silent,
      List<Counted> counters) {
    Map<String, Integer> open = new HashMap<>();
    for (Place place : occupied) {
      if (!own.contains(place.atom())) open.merge(place.zone(), 1, Integer::sum);
    }
    int unlisted =
        open.entrySet().stream()
            .mapToInt(e -> Math.max(0, e.getValue() - elsewhere.getOrDefault(e.getKey(), 0)))
            .sum();
    return new SensorsSay(occupied.size(), unlisted, silent, counters);
  }
}
