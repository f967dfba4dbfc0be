package mogador.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;

/**
 * A booking beside what was badged and sensed: what became of it, and of each moment of it. Pure;
 * one answer in whatever order the others are given.
 *
 * @param outcome of the whole, never {@link Fate#REBOOKED}: nobody came, they left early, or not
 * @param times all of the slot, each moment once
 */
record Compared(Fate outcome, Map<Fate, SlotSet> times) {
  /** Doors open for a booking so long before it. */
  static final Duration BEFORE = Duration.ofMinutes(15);

  /** Whoever was there before may take so long to leave. */
  static final Duration LINGERING = Duration.ofMinutes(15);

  /** Left earlier than this is left early. */
  static final Duration EARLY = Duration.ofMinutes(15);

  /** Sensors may be silent for so long and have missed nobody. */
  static final Duration SILENT = Duration.ofMinutes(5);

  private static final Duration HOUR = Duration.ofHours(1);

  Compared {
    times = Map.copyOf(times);
  }

  /**
   * Compares.
   *
   * @param seen of its space, from {@link #BEFORE} its start to its end
   * @param others the slots of the other bookings that use some of its space
   */
  static Compared of(BookedThen booked, Seen seen, Collection<TimeSlot> others) {
    TimeSlot slot = booked.slot();
    SlotSet held = between(slot.start(), booked.heldUntil());
    SlotSet freed = between(booked.heldUntil(), slot.end());
    SlotSet presence = presence(slot, seen.occupied()).intersection(held);
    Map<Fate, SlotSet> times = new EnumMap<>(Fate.class);
    Fate outcome;
    if (booked.came().isPresent() || !presence.isEmpty()) {
      SlotSet used = between(slot.start(), left(booked, presence, seen));
      times.put(Fate.ATTENDED, used);
      times.put(Fate.ENDED_EARLY, SlotSet.of(slot).minus(used));
      outcome = used.equals(SlotSet.of(slot)) ? Fate.ATTENDED : Fate.ENDED_EARLY;
    } else if (booked.released() || (!held.isEmpty() && isWatched(held, seen))) {
      times.put(Fate.NO_SHOW, SlotSet.of(slot));
      outcome = Fate.NO_SHOW;
    } else {
      times.put(Fate.UNKNOWN, held);
      times.put(Fate.ENDED_EARLY, freed);
      outcome = freed.isEmpty() ? Fate.UNKNOWN : Fate.ENDED_EARLY;
    }
    return new Compared(outcome, rebooked(times, freed, booked, others));
  }

  SlotSet time(Fate fate) {
    return times.getOrDefault(fate, SlotSet.EMPTY);
  }

  /** For how long of each hour of UTC, in ms; what is nothing is not there. */
  Map<Instant, Map<Fate, Long>> hours() {
    Map<Instant, Map<Fate, Long>> hours = new TreeMap<>();
    times.forEach(
        (fate, when) -> {
          for (TimeSlot slot : when.slots()) {
            for (TimeSlot hour = hourOf(slot.start());
                hour.start().isBefore(slot.end());
                hour = hour.shifted(HOUR)) {
              long millis = slot.intersection(hour).map(Compared::millis).orElse(0L);
              if (millis == 0) continue;
              hours
                  .computeIfAbsent(hour.start(), h -> new EnumMap<>(Fate.class))
                  .merge(fate, millis, Long::sum);
            }
          }
        });
    return hours;
  }

  /** The hour of UTC that a moment is in. */
  static TimeSlot hourOf(Instant moment) {
    long millis = moment.toEpochMilli();
    Instant start = Instant.ofEpochMilli(millis - Math.floorMod(millis, HOUR.toMillis()));
    return new TimeSlot(start, start.plus(HOUR));
  }

  /** Of several slots that touch, the lengths add up to the whole's. */
  static long millis(TimeSlot slot) {
    return slot.end().toEpochMilli() - slot.start().toEpochMilli();
  }

  /** Without whoever was there before and went. */
  private static SlotSet presence(TimeSlot slot, SlotSet occupied) {
    Instant opened = slot.start().minus(BEFORE);
    Instant lingered = slot.start().plus(LINGERING);
    return SlotSet.of(
        occupied.slots().stream()
            .filter(stay -> stay.start().isAfter(opened) || stay.end().isAfter(lingered))
            .toList());
  }

  /** When they were last there, if it is known that nobody was afterwards. */
  private static Instant left(BookedThen booked, SlotSet presence, Seen seen) {
    Instant last = booked.came().orElse(booked.slot().start());
    if (last.isBefore(booked.slot().start())) last = booked.slot().start();
    if (!presence.isEmpty()) {
      Instant sensed = presence.slots().getLast().end();
      if (sensed.isAfter(last)) last = sensed;
    }
    SlotSet rest = between(last, booked.heldUntil());
    boolean isLong = !last.plus(EARLY).isAfter(booked.heldUntil());
    return isLong && isWatched(rest, seen) ? last : booked.heldUntil();
  }

  /** Whether anyone who was there would have been seen. */
  private static boolean isWatched(SlotSet time, Seen seen) {
    return time.minus(seen.vacant()).minus(seen.occupied()).slots().stream()
        .allMatch(silence -> silence.length().compareTo(SILENT) <= 0);
  }

  /** What was free and is booked from then on; who began before had it before. */
  private static Map<Fate, SlotSet> rebooked(
      Map<Fate, SlotSet> times, SlotSet freed, BookedThen booked, Collection<TimeSlot> others) {
    List<TimeSlot> next = new ArrayList<>();
    for (TimeSlot other : others) {
      if (!other.start().isBefore(booked.heldUntil())) next.add(other);
    }
    SlotSet rebooked = SlotSet.of(next).intersection(freed);
    Map<Fate, SlotSet> all = new EnumMap<>(Fate.class);
    times.forEach((fate, when) -> all.put(fate, when.minus(rebooked)));
    all.put(Fate.REBOOKED, rebooked);
    all.values().removeIf(SlotSet::isEmpty);
    return all;
  }

  private static SlotSet between(Instant from, Instant to) {
    return Optional.of(from)
        .filter(start -> start.isBefore(to))
        .map(start -> SlotSet.of(new TimeSlot(start, to)))
        .orElse(SlotSet.EMPTY);
  }
}
