package mogador.occupancy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What was sensed in the past, as long as signs are kept ({@link SignMonths#KEPT}). */
public final class PastPresence {
  private PastPresence() {}

  /** Of each of these spaces, by its id, over the whole slot. */
  public static Map<Long, Timeline> of(Sql sql, Map<Long, WatchedSpace> spaces, TimeSlot slot) {
    var heard = new TimeSlot(slot.start().minus(Timeline.before(Presence.HOLD_SEAT)), slot.end());
    Map<Long, List<Signal>> signs = UseStore.signs(sql, spaces.keySet(), heard);
    Map<Long, Timeline> timelines = new HashMap<>();
    spaces.forEach(
        (id, space) ->
            timelines.put(id, Timeline.of(space.empty(), signs.getOrDefault(id, List.of()), slot)));
    return timelines;
  }
}
