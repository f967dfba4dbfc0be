package mogador.kernel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A set of instants as the fewest slots that cover it: sorted, apart, never touching. */
public record SlotSet(List<TimeSlot> slots) {
  public static final SlotSet EMPTY = new SlotSet(List.of());

  public SlotSet {
    slots = List.copyOf(slots);
    for (int i = 1; i < slots.size(); i++) {
      if (!slots.get(i - 1).end().isBefore(slots.get(i).start())) {
        throw new IllegalArgumentException("slots out of order or touching: " + slots);
      }
    }
  }

  /** The union of any slots, in any order, overlapping or not. */
  public static SlotSet of(Collection<TimeSlot> any) {
    var merged = new ArrayList<TimeSlot>();
    for (TimeSlot slot : any.stream().sorted().toList()) {
      TimeSlot last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || last.end().isBefore(slot.start())) merged.add(slot);
      else if (slot.end().isAfter(last.end())) {
        merged.set(merged.size() - 1, new TimeSlot(last.start(), slot.end()));
      }
    }
    return new SlotSet(merged);
  }

  public static SlotSet of(TimeSlot... any) {
    return of(List.of(any));
  }

  public boolean isEmpty() {
    return slots.isEmpty();
  }

  public boolean contains(Instant instant) {
    return slots.stream().anyMatch(slot -> slot.contains(instant));
  }

  public boolean overlaps(TimeSlot other) {
    return slots.stream().anyMatch(slot -> slot.overlaps(other));
  }

  public SlotSet union(SlotSet other) {
    var all = new ArrayList<>(slots);
    all.addAll(other.slots);
    return of(all);
  }

  public SlotSet intersection(SlotSet other) {
    var common = new ArrayList<TimeSlot>();
    for (TimeSlot mine : slots) {
      for (TimeSlot theirs : other.slots) mine.intersection(theirs).ifPresent(common::add);
    }
    return of(common);
  }

  /** What is in this set and not in the other. */
  public SlotSet minus(SlotSet other) {
    List<TimeSlot> rest = slots;
    for (TimeSlot hole : other.slots) {
      var next = new ArrayList<TimeSlot>();
      for (TimeSlot slot : rest) {
        if (!slot.overlaps(hole)) {
          next.add(slot);
          continue;
        }
        if (slot.start().isBefore(hole.start())) next.add(new TimeSlot(slot.start(), hole.start()));
        if (hole.end().isBefore(slot.end())) next.add(new TimeSlot(hole.end(), slot.end()));
      }
      rest = next;
    }
    return new SlotSet(rest);
  }
}
