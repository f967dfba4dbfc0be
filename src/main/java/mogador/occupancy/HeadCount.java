package mogador.occupancy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many people counters have seen go in and not out again: a pure function of what they and
 * those who corrected them said, with one answer whatever its order and repetition.
 *
 * @param inside never negative
 * @param corrected how many went out without having been seen to go in; at each of them the count
 *     was put back to nobody. Since the last correction by hand
 * @param lastPassed when somebody was last seen to pass, if anybody was
 * @param byHand when it was last corrected by hand, if it was
 */
public record HeadCount(
    long inside, long corrected, Optional<Instant> lastPassed, Optional<Instant> byHand) {
  private static final Comparator<CountReading> BY_PASSAGES =
      Comparator.comparingLong((CountReading reading) -> reading.in() + reading.out())
          .thenComparingLong(CountReading::in)
          .thenComparing(CountReading::at);

  /** At equal times whoever came in came before whoever went out, and both before a look. */
  private static final Comparator<Step> BY_TIME =
      Comparator.comparing(Step::at)
          .thenComparing(Step::looked)
          .thenComparing(Comparator.comparingLong(Step::in).reversed())
          .thenComparingLong(Step::out);

  /**
   * So many passed at once, or somebody looked.
   *
   * @param in if somebody looked, how many there were
   */
  private record Step(Instant at, boolean looked, long in, long out) {}

  private record Life(String device, String boot) {}

  /** The same where nobody has corrected anything. */
  public static HeadCount of(Collection<CountReading> readings, Instant since) {
    return of(readings, List.of(), since);
  }

  /**
   * Counts from a moment at which nobody was inside.
   *
   * @param readings of all counters of the place; of one that was heard before that moment, its
   *     last words then too
   * @param corrections those before that moment do not count
   */
  public static HeadCount of(
      Collection<CountReading> readings, Collection<CountCorrection> corrections, Instant since) {
    Map<Life, TreeSet<CountReading>> lives =
        new TreeMap<>(Comparator.comparing(Life::device).thenComparing(Life::boot));
    for (CountReading reading : readings) {
      lives
          .computeIfAbsent(
              new Life(reading.device(), reading.boot()), life -> new TreeSet<>(BY_PASSAGES))
          .add(reading);
    }
    List<Step> steps = new ArrayList<>();
    lives.values().forEach(life -> steps.addAll(passages(life, since)));
    for (CountCorrection one : corrections) {
      if (!one.at().isBefore(since)) steps.add(new Step(one.at(), true, one.inside(), 0));
    }
    steps.sort(BY_TIME);
    long inside = 0;
    long corrected = 0;
    Optional<Instant> lastPassed = Optional.empty();
    Optional<Instant> byHand = Optional.empty();
    for (Step step : steps) {
      if (step.looked()) {
        inside = step.in();
        corrected = 0;
        byHand = Optional.of(step.at());
      } else {
        inside += step.in() - step.out();
        corrected += Math.max(0, -inside);
        inside = Math.max(0, inside);
        lastPassed = Optional.of(step.at());
      }
    }
    return new HeadCount(inside, corrected, lastPassed, byHand);
  }

  /** Whether somebody is inside; empty where the count has missed people, and so may again. */
  public Optional<Boolean> anybody() {
    if (inside > 0) return Optional.of(true);
    return corrected == 0 ? Optional.of(false) : Optional.empty();
  }

  /** Within one life of a counter, by how much each reading exceeds those before it. */
  private static List<Step> passages(Collection<CountReading> life, Instant since) {
    List<Step> passed = new ArrayList<>();
    long in = 0;
    long out = 0;
    for (CountReading reading : life) {
      long more = Math.max(0, reading.in() - in);
      long fewer = Math.max(0, reading.out() - out);
      in = Math.max(in, reading.in());
      out = Math.max(out, reading.out());
      boolean counts = more + fewer > 0 && !reading.at().isBefore(since);
      if (counts) passed.add(new Step(reading.at(), false, more, fewer));
    }
    return passed;
  }
}
