package mogador.booking;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.sites.Space;

/** When atoms are held, in memory: what the database says, and what a plan adds to it. */
final class SeriesBusy {
  private final Map<Long, TreeMap<Instant, Instant>> held = new HashMap<>();

  SeriesBusy(Collection<Claims.Held> claims) {
    for (Claims.Held claim : claims) add(claim.atom(), claim.slot());
  }

  boolean isFree(Space space, TimeSlot slot) {
    for (long atom : space.atoms()) {
      TreeMap<Instant, Instant> ofAtom = held.get(atom);
      if (ofAtom == null) continue;
      // Those of one atom do not overlap: the last that begins before the end is the one to ask.
      Map.Entry<Instant, Instant> last = ofAtom.lowerEntry(slot.end());
      if (last != null && last.getValue().isAfter(slot.start())) return false;
    }
    return true;
  }

  void take(Space space, TimeSlot slot) {
    for (long atom : space.atoms()) add(atom, slot);
  }

  private void add(long atom, TimeSlot slot) {
    held.computeIfAbsent(atom, a -> new TreeMap<>()).put(slot.start(), slot.end());
  }
}
