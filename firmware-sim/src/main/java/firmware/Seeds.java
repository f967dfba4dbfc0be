package firmware;

import java.util.SplittableRandom;

/** Seeds for parts of a run, from the run's own. */
final class Seeds {
  private Seeds() {}

  static long of(long seed, String name) {
    return of(seed, name, 0);
  }

  /** The same for the same seed, name and number, on every machine. */
  static long of(long seed, String name, long number) {
    long named = new SplittableRandom(seed ^ name.hashCode()).nextLong();
    return new SplittableRandom(named ^ number).nextLong();
  }
}
