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
 * How many people counters have seen go in and not out again: a pure function of what they said,
 * with one answer whatever its order and repetition.
 *
 * @param inside never negative
 * @param corrected how many went out without having been seen to go in; at each of them the count
 *     was put back to nobody
 * @param lastPassed when somebody was last seen to pass, if anybody was
 */
public record HeadCount(long inside, long corrected, Optional<Instant> lastPassed) {
  private static final Comparator<CountReading> BY_PASSAGES =
      Comparator.comparingLong((CountReading reading) -> reading.in() + reading.out())
          .thenComparingLong(CountReading::in)
          .thenComparing(CountReading::at);

  /** At equal times whoever came in came before whoever went out. */
  private static final Comparator<Passed> BY_TIME =
      Comparator.comparing(Passed::at)
          .thenComparing(Comparator.comparingLong(Passed::in).reversed())
          .thenComparingLong(Passed::out);

  /** So many at once, seen by one counter. */
  private record Passed(Instant at, long in, long out) {}

  private record Life(String device, String boot) {}

  /**
   * Counts from a moment at which nobody was inside.
   *
   * @param readings of all counters of the place; of one that was heard before that moment, its
   *     last words then too
   */
  public static HeadCount of(Collection<CountReading> readings, Instant since) {
    Map<Life, TreeSet<CountReading>> lives =
        new TreeMap<>(Comparator.comparing(Life::device).thenComparing(Life::boot));
    for (CountReading reading : readings) {
      lives
          .computeIfAbsent(
              new Life(reading.device(), reading.boot()), life -> new TreeSet<>(BY_PASSAGES))
          .add(reading);
    }
    List<Passed> passed = new ArrayList<>();
    lives.values().forEach(life -> passed.addAll(passages(life, since)));
    passed.sort(BY_TIME);
    long inside = 0;
    long corrected = 0;
    for (Passed one : passed) {
      inside += one.in() - one.out();
      if (inside >= 0) continue;
      corrected -= inside;
      inside = 0;
    }
    Optional<Instant> last =
        passed.isEmpty() ? Optional.empty() : Optional.of(passed.getLast().at());
    return new HeadCount(inside, corrected, last);
  }

  /** Within one life of a counter, by how much each reading exceeds those before it. */
  private static List<Passed> passages(Collection<CountReading> life, Instant since) {
    List<Passed> passed = new ArrayList<>();
    long in = 0;
    long out = 0;
    for (CountReading reading : life) {
      long more = Math.max(0, reading.in() - in);
      long fewer = Math.max(0, reading.out() - out);
      in = Math.max(in, reading.in());
      out = Math.max(out, reading.out());
      boolean counts = more + fewer > 0 && !reading.at().isBefore(since);
      if (counts) passed.add(new Passed(reading.at(), more, fewer));
    }
    return passed;
  }
}
