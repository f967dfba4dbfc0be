package mogador.uplinks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.occupancy.CountReading;
import mogador.occupancy.Signal;

/**
 * What a sensor has come to say since it was adopted. It speaks when something changes and now and
 * then; in between, what it said last is still so. That somebody was let in was so for a moment.
 *
 * @param letIn when somebody was, the last time
 */
record SensorState(
    Optional<Said> present,
    Optional<Said> open,
    Optional<Instant> letIn,
    Optional<Counting> counting) {
  static final SensorState NOTHING =
      new SensorState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** As often as our own sensors say what they sense. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  /**
   * A state, and when it was last told.
   *
   * @param since when it began
   */
  record Said(boolean is, Instant at, Instant since) {}

  /**
   * A people counter's totals. They may have begun long before the adoption, and begin at 0 again
   * when the device restarts or has counted as far as it can.
   *
   * @param life names the count from 0 on, or from the adoption on
   * @param baseIn what it had counted before that
   */
  record Counting(String life, long baseIn, long baseOut, long in, long out, Instant at) {
    static Counting begin(SignalMap.Passed passed, Instant at, String life) {
      return new Counting(life, passed.in(), passed.out(), passed.in(), passed.out(), at);
    }

    Counting next(SignalMap.Passed passed, Instant when, String newLife) {
      if (passed.in() >= in && passed.out() >= out) {
        return new Counting(life, baseIn, baseOut, passed.in(), passed.out(), when);
      }
      return new Counting(newLife, 0, 0, passed.in(), passed.out(), when);
    }
  }

  /**
   * After an uplink, and whatever was told of later.
   *
   * @param life a name for the count that may begin with it, the same wherever it is heard
   */
  SensorState with(SignalMap.Meant meant, Instant at, String life) {
    return new SensorState(
        meant.present().map(is -> said(present, is, at)).or(() -> present),
        meant.open().map(is -> said(open, is, at)).or(() -> open),
        meant.letIn() ? Optional.of(letIn.filter(at::isBefore).orElse(at)) : letIn,
        meant
            .passed()
            .map(
                passed ->
                    counting
                        .map(before -> before.next(passed, at, life))
                        .orElseGet(() -> Counting.begin(passed, at, life)))
            .or(() -> counting));
  }

  /**
   * The signs from one moment to another, both included, as if it had said the same every minute.
   * The same whoever asks.
   *
   * @param until when it is not believed any more, having been silent
   */
  List<Signal> signs(String device, Instant from, Instant to, Instant until) {
    List<Signal> signs = new ArrayList<>();
    if (present.isEmpty()) return signs;
    Said said = present.get();
    Instant last = to.isBefore(until) ? to : until;
    long first = Math.max(0, ceiling(Duration.between(said.at(), from)));
    for (Instant at = said.at().plus(AGAIN.multipliedBy(first));
        !at.isAfter(last);
        at = at.plus(AGAIN)) {
      signs.add(new Signal(device, said.is() ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT, at));
    }
    return signs;
  }

  /** That somebody was let in, the last time. */
  Optional<Signal> badge(String device) {
    return letIn.map(at -> new Signal(device, Signal.Kind.BADGE, at));
  }

  Optional<CountReading> reading(String device) {
    return counting.map(
        it ->
            new CountReading(
                device, it.life(), it.in() - it.baseIn(), it.out() - it.baseOut(), it.at()));
  }

  private static Said said(Optional<Said> before, boolean is, Instant at) {
    if (before.filter(it -> it.at().isAfter(at)).isPresent()) return before.get();
    Instant since = before.filter(it -> it.is() == is).map(Said::since).orElse(at);
    return new Said(is, at, since);
  }

  private static long ceiling(Duration duration) {
    long millis = duration.toMillis();
    return Math.floorDiv(millis + AGAIN.toMillis() - 1, AGAIN.toMillis());
  }
}
