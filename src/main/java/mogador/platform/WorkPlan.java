package mogador.platform;

import java.time.Duration;
import java.util.function.IntSupplier;

/** What is to be done again and again. */
public interface WorkPlan {
  /**
   * Adds work, before the start.
   *
   * @param pause between the end of one turn and the next, from 1 s
   * @param work says how much it did; what it throws is noted, and it is tried again
   */
  void every(Duration pause, String name, IntSupplier work);
}
