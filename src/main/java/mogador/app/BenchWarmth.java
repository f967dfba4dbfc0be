package mogador.app;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Until what is measured is compiled: a server runs for months. What the compiler does meanwhile
 * takes a good part of a small machine.
 */
final class BenchWarmth {
  private static final int LEAST = 10;
  private static final int MOST = 150;

  /** So many seconds in a row, of which the compiler took so little, are calm. */
  private static final int CALM = 4;

  private static final long LITTLE_MILLIS = 250;

  private BenchWarmth() {}

  /** A second of what is to be measured. */
  interface Second {
    void run(int number) throws InterruptedException;
  }

  /** Runs it again and again until the compiler is calm, for {@value #MOST} s at most. */
  static void warm(Second second) throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    int calm = 0;
    for (int i = 0; i < MOST && (i < LEAST || calm < CALM); i++) {
      long before = compiler.getTotalCompilationTime();
      second.run(i);
      calm = compiler.getTotalCompilationTime() - before < LITTLE_MILLIS ? calm + 1 : 0;
    }
  }
}
