package mogador.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import mogador.web.Hours;

/** A day of one space from midnight to midnight: what is free, taken, closed or over, in order. */
public record DayLine(LocalDate day, List<Stretch> stretches) {
  /** What can be said of a moment; the strongest first. */
  public enum State {
    TAKEN,
    CLOSED,
    PAST,
    FREE;

    /** A code of {@code state.CODE} in the messages. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A part of the day in one state; never empty. */
  public record Stretch(State state, LocalDateTime from, LocalDateTime to) {
    public Duration length() {
      return Duration.between(from, to);
    }

    boolean overlaps(LocalDateTime start, LocalDateTime end) {
      return from.isBefore(end) && start.isBefore(to);
    }
  }

  public DayLine {
    stretches = List.copyOf(stretches);
  }

  /**
   * The day of a space.
   *
   * @param openings of the site on that day
   * @param taken by anyone, in any order, may reach beyond the day
   * @param now on the same clock: what lies before is over
   */
  static DayLine of(
      LocalDate day, List<Hours> openings, Collection<LocalSlot> taken, LocalDateTime now) {
    LocalDateTime first = day.atStartOfDay();
    LocalDateTime last = first.plusDays(1);
    var cuts = new TreeSet<LocalDateTime>();
    cuts.add(first);
    cuts.add(now);
    for (Hours open : openings) {
      cuts.add(day.atTime(open.from()));
      cuts.add(open.endOn(day));
    }
    for (LocalSlot slot : taken) {
      cuts.add(slot.from());
      cuts.add(slot.to());
    }
    cuts.add(last);
    var stretches = new ArrayList<Stretch>();
    LocalDateTime from = first;
    for (LocalDateTime to : cuts.subSet(first, false, last, true)) {
      append(stretches, new Stretch(at(from, day, openings, taken, now), from, to));
      from = to;
    }
    return new DayLine(day, stretches);
  }

  /** What can be said of a part of the day: the strongest state found in it. */
  State during(LocalDateTime from, LocalDateTime to) {
    return stretches.stream()
        .filter(stretch -> stretch.overlaps(from, to))
        .map(Stretch::state)
        .min(State::compareTo)
        .orElse(State.CLOSED);
  }

  /** The end of the free stretch that holds a moment; the moment itself if there is none. */
  LocalDateTime freeUntil(LocalDateTime from) {
    return stretches.stream()
        .filter(s -> s.state() == State.FREE && !s.from().isAfter(from) && s.to().isAfter(from))
        .map(Stretch::to)
        .findFirst()
        .orElse(from);
  }

  Duration length(State state) {
    return stretches.stream()
        .filter(stretch -> stretch.state() == state)
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  public List<Stretch> in(State state) {
    return stretches.stream().filter(stretch -> stretch.state() == state).toList();
  }

  private static State at(
      LocalDateTime moment,
      LocalDate day,
      List<Hours> openings,
      Collection<LocalSlot> taken,
      LocalDateTime now) {
    if (taken.stream().anyMatch(t -> !t.from().isAfter(moment) && t.to().isAfter(moment))) {
      return State.TAKEN;
    }
    boolean open =
        openings.stream()
            .anyMatch(o -> !day.atTime(o.from()).isAfter(moment) && o.endOn(day).isAfter(moment));
    if (!open) return State.CLOSED;
    return moment.isBefore(now) ? State.PAST : State.FREE;
  }

  private static void append(List<Stretch> stretches, Stretch next) {
    Stretch before = stretches.isEmpty() ? next : stretches.getLast();
    if (stretches.isEmpty() || before.state() != next.state()) stretches.add(next);
    else stretches.set(stretches.size() - 1, new Stretch(next.state(), before.from(), next.to()));
  }
}
