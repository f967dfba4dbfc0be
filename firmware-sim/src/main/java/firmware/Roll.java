package firmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Says when all devices are connected how long that took, and what they need. */
record Roll(List<Device> devices, long begunNanos, Consumer<String> said) implements Runnable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Runtime JAVA = Runtime.getRuntime();

  @Override
  public void run() {
    try {
      while (!devices.stream().allMatch(device -> device.view().connected())) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      long heap = (JAVA.totalMemory() - JAVA.freeMemory()) >> 20;
      said.accept(
          "simulator online devices=%d seconds=%.1f heap_mb=%d process_mb=%d threads=%d"
              .formatted(devices.size(), seconds, heap, kept("VmRSS:") >> 10, kept("Threads:")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As Linux counts; 0 elsewhere. */
  private static long kept(String name) {
    if (!Files.isReadable(STATUS)) return 0;
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
