package mogador.occupancy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import mogador.kernel.TimeSlot;

/**
 * What the signs about one space come to over a while: the same presence as {@link Presence} tells
 * at every moment, knowing what had happened by then. One answer in whatever order, and however
 * often, the signs are given.
 *
 * @param spans without gaps, each of another state than the one before; all of the slot
 */
public record Timeline(TimeSlot slot, List<Span> spans) {
  public Timeline {
    spans = List.copyOf(spans);
  }

  /** A state that lasts; half-open. */
  public record Span(Instant from, Instant to, PresenceNow state) {
    public long millis() {
      return to.toEpochMilli() - from.toEpochMilli();
    }
  }

  /**
   * Over a slot of time.
   *
   * @param empty the space before any sign, expecting its sensors; others' signs do not count
   * @param signs all of the slot, and of {@link #before} it
   */
  public static Timeline of(Presence empty, Collection<Signal> signs, TimeSlot slot) {
    List<Signal> inOrder =
        signs.stream()
            .filter(sign -> concerns(empty, sign))
            .sorted(Comparator.comparing(Signal::at))
            .toList();
    List<Span> spans = new ArrayList<>();
    Presence presence = empty;
    int next = 0;
    Instant from = slot.start();
    PresenceNow state = PresenceNow.UNKNOWN;
    for (Instant moment : moments(empty, inOrder, slot)) {
      while (next < inOrder.size() && !inOrder.get(next).at().isAfter(moment)) {
        presence = presence.with(inOrder.get(next++));
      }
      PresenceNow now = presence.at(moment);
      if (now != state && moment.isAfter(from)) {
        spans.add(new Span(from, moment, state));
        from = moment;
      }
      state = now;
    }
    spans.add(new Span(from, slot.end(), state));
    return new Timeline(slot, spans);
  }

  /** How long before a moment a sign may still tell something about it. */
  public static Duration before(Duration hold) {
    return hold.compareTo(Presence.SILENCE) > 0 ? hold : Presence.SILENCE;
  }

  /** The state at a moment of the slot. */
  public PresenceNow at(Instant moment) {
    return spans.stream()
        .filter(span -> !moment.isBefore(span.from()) && moment.isBefore(span.to()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** For how long it is so, in ms. */
  public long millis(PresenceNow state) {
    return spans.stream().filter(span -> span.state() == state).mapToLong(Span::millis).sum();
  }

  private static boolean concerns(Presence empty, Signal sign) {
    return !sign.kind().isSensed() || empty.sensors().containsKey(sign.device());
  }

  /** When the state may change: with a sign, and when one is silent, or held, no longer. */
  private static TreeSet<Instant> moments(Presence empty, List<Signal> signs, TimeSlot slot) {
    var moments = new TreeSet<Instant>();
    moments.add(slot.start());
    for (Signal sign : signs) {
      for (Instant moment :
          List.of(sign.at(), sign.at().plus(Presence.SILENCE), sign.at().plus(empty.hold()))) {
        if (!moment.isBefore(slot.start()) && moment.isBefore(slot.end())) moments.add(moment);
      }
    }
    return moments;
  }
}
