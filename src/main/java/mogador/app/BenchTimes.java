package mogador.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How long each of many calls took, and over how long they were made. */
final class BenchTimes {
  private long[] nanos = new long[1 << 16];
  private int count;
  private long elapsed;

  /** What one client does again and again; says how long it took, in ns. */
  interface Call {
    long run() throws Exception;
  }

  /** Which calls a client makes. */
  interface Client {
    Call number(int client);
  }

  /** Runs clients side by side for so long, and adds what they measured. */
  void measure(int clients, long forNanos, Client client) throws InterruptedException {
    var start = new CountDownLatch(1);
    var each = IntStream.range(0, clients).mapToObj(i -> new BenchTimes()).toList();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var calls =
          IntStream.range(0, clients)
              .<Future<?>>mapToObj(
                  i -> {
                    Call call = client.number(i);
                    return threads.submit(
                        () -> {
                          start.await();
                          long end = System.nanoTime() + forNanos;
                          while (System.nanoTime() < end) each.get(i).add(call.run());
                          return i;
                        });
                  })
              .toList();
      long begun = System.nanoTime();
      start.countDown();
      for (Future<?> call : calls) call.get();
      elapsed += System.nanoTime() - begun;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    each.forEach(times -> times.all().forEach(this::add));
  }

  void add(long took) {
    if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
    nanos[count++] = took;
  }

  java.util.stream.LongStream all() {
    return Arrays.stream(nanos, 0, count);
  }

  /** Of all calls, the time that so many in a hundred did not exceed, in ms. */
  double percentile(double percent) {
    if (count == 0) return Double.NaN;
    Arrays.sort(nanos, 0, count);
    int index = (int) Math.ceil(percent / 100 * count) - 1;
    return nanos[Math.max(0, index)] / 1e6;
  }

  double perSecond() {
    return count / (elapsed / 1e9);
  }

  long elapsed() {
    return elapsed;
  }

  /** These were measured over that many ns more. */
  void elapsed(long nanoseconds) {
    elapsed += nanoseconds;
  }

  static String head(String ratio) {
    return "%-36s %7s %10s %9s %9s %9s %9s%n"
        .formatted("what", "clients", "per s", "p50 ms", "p95 ms", "p99 ms", ratio);
  }

  String row(String what, int clients, String ratio) {
    return String.format(
        Locale.ROOT,
        "%-36s %7d %10.0f %9.2f %9.2f %9.2f %9s%n",
        what,
        clients,
        perSecond(),
        percentile(50),
        percentile(95),
        percentile(99),
        ratio);
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** What it was measured on. */
  static String machine() {
    return "%d cores, %s %s, %s; figures of this run, to be compared within it only"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vm.name"),
            Runtime.version(),
            System.getProperty("os.name"));
  }
}
