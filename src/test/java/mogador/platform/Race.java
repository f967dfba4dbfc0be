package mogador.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several who do something at the same moment. */
public final class Race {
  private Race() {}

  /** One of them, counted from 0. */
  public interface Runner<T> {
    T run(int number) throws Exception;
  }

  /** What came of each, in their order. */
  public static <T> List<T> of(int runners, Runner<T> runner) throws Exception {
    var start = new CyclicBarrier(runners);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        calls.add(
            () -> {
              start.await();
              return runner.run(number);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) results.add(result.get());
      return results;
    }
  }
}
