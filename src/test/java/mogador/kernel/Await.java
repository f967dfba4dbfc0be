package mogador.kernel;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits in tests for what comes by itself, as long as a slow machine may need. */
public final class Await {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Await() {}

  /** Returns once the condition holds; fails after 30 s. */
  public static void until(String what, Callable<Boolean> condition) throws InterruptedException {
    until(what, LONGEST, condition);
  }

  /** The same, with another patience. */
  public static void until(String what, Duration longest, Callable<Boolean> condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!holds(what, condition)) {
      if (System.nanoTime() > deadline) throw new AssertionError("never: " + what);
      Thread.sleep(10);
    }
  }

  private static boolean holds(String what, Callable<Boolean> condition)
      throws InterruptedException {
    try {
      return condition.call();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("while waiting until " + what, e);
    }
  }
}
