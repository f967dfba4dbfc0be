package mogador.booking;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import mogador.booking.DayLine.State;
import mogador.booking.DayLine.Stretch;

/** A day laid over a raster of half hours, for tables: each free one apart, the rest in runs. */
final class HalfHours {
  static final int MINUTES = 30;

  private HalfHours() {}

  /**
   * One or several half hours.
   *
   * @param count how many, at least 1; 1 when free
   * @param from when it begins: for what is taken the very minute, else on the raster
   * @param to when it ends, likewise
   */
  record Run(State state, int count, LocalDateTime from, LocalDateTime to) {}

  /** The runs between two moments on the raster. */
  static List<Run> of(DayLine line, LocalDateTime first, LocalDateTime last) {
    var runs = new ArrayList<Run>();
    for (LocalDateTime at = first; at.isBefore(last); at = at.plusMinutes(MINUTES)) {
      LocalDateTime end = at.plusMinutes(MINUTES);
      State state = line.during(at, end);
      Run before = runs.isEmpty() ? null : runs.getLast();
      if (before != null && before.state() == state && state != State.FREE) {
        runs.set(runs.size() - 1, new Run(state, before.count() + 1, before.from(), end));
      } else {
        runs.add(new Run(state, 1, at, end));
      }
    }
    return runs.stream().map(run -> run.state() == State.TAKEN ? exact(run, line) : run).toList();
  }

  private static Run exact(Run run, DayLine line) {
    List<Stretch> taken =
        line.in(State.TAKEN).stream().filter(s -> s.overlaps(run.from(), run.to())).toList();
    return new Run(run.state(), run.count(), taken.getFirst().from(), taken.getLast().to());
  }
}
