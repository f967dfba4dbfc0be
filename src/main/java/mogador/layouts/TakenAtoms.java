package mogador.layouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mogador.kernel.TimeSlot;
import mogador.sites.Space;

/** When which atoms are taken, as a change of layout finds them and fills them. */
final class TakenAtoms {
  private final Map<Long, List<TimeSlot>> slots = new HashMap<>();

  void add(long atom, TimeSlot slot) {
    slots.computeIfAbsent(atom, a -> new ArrayList<>()).add(slot);
  }

  void add(Space space, TimeSlot slot) {
    for (long atom : space.atoms()) add(atom, slot);
  }

  boolean isFree(Space space, TimeSlot slot) {
    return space.atoms().stream()
        .noneMatch(atom -> slots.getOrDefault(atom, List.of()).stream().anyMatch(slot::overlaps));
  }
}
