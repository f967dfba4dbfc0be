package mogador.reporting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceNow;
import mogador.occupancy.Timeline;

/** When somebody was sensed in a space, and when it is known that nobody was. The rest is not. */
record Seen(SlotSet occupied, SlotSet vacant) {
  static final Seen NOTHING = new Seen(SlotSet.EMPTY, SlotSet.EMPTY);

  static Seen of(Timeline timeline) {
    return new Seen(when(timeline, PresenceNow.OCCUPIED), when(timeline, PresenceNow.VACANT));
  }

  /** All parts of a space: one with somebody in it is enough, empty are only all. */
  static Seen together(Collection<Seen> parts) {
    if (parts.isEmpty()) return NOTHING;
    SlotSet occupied = SlotSet.EMPTY;
    for (Seen part : parts) occupied = occupied.union(part.occupied);
    List<Seen> all = new ArrayList<>(parts);
    SlotSet vacant = all.getFirst().vacant;
    for (Seen part : all.subList(1, all.size())) vacant = vacant.intersection(part.vacant);
    return new Seen(occupied, vacant);
  }

  private static SlotSet when(Timeline timeline, PresenceNow state) {
    return SlotSet.of(
        timeline.spans().stream()
            .filter(span -> span.state() == state && span.from().isBefore(span.to()))
            .map(span -> new TimeSlot(span.from(), span.to()))
            .toList());
  }
}
