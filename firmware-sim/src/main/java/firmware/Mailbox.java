package firmware;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tasks of one device, run one at a time in order, some of them later. */
final class Mailbox {
  private static final int BOUND = 256;
  private static final long ORIGIN = System.nanoTime();

  private record Later(long atNanos, long order, Runnable task) {}

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>(BOUND);
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(
          Comparator.comparingLong((Later task) -> task.atNanos() - ORIGIN)
              .thenComparingLong(Later::order));
  private long orders;

  /** From any thread; false when the box is full. */
  boolean offer(Runnable task) {
    return tasks.offer(task);
  }

  /** From any thread; waits for room elsewhere, for the few tasks that must not be lost. */
  void deliver(Runnable task) {
    if (tasks.offer(task)) return;
    Thread.startVirtualThread(
        () -> {
          try {
            tasks.put(task);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Works elsewhere, and takes what comes of it here. */
  <T> void aside(Supplier<T> work, Consumer<T> then) {
    Thread.startVirtualThread(
        () -> {
          T result = work.get();
          deliver(() -> then.accept(result));
        });
  }

  /** On the device's thread only. */
  void after(Duration delay, Runnable task) {
    later.add(new Later(System.nanoTime() + delay.toNanos(), orders++, task));
  }

  /** Forgets what was to be done later. On the device's thread only. */
  void forgetLater() {
    later.clear();
  }

  /**
   * The next task, or one that does nothing when none came in time. On the device's thread only.
   */
  Runnable take(Duration longest) throws InterruptedException {
    long now = System.nanoTime();
    Later due = later.peek();
    long wait = longest.toNanos();
    if (due != null) wait = Math.min(wait, due.atNanos() - now);
    Runnable task = wait <= 0 ? tasks.poll() : tasks.poll(wait, TimeUnit.NANOSECONDS);
    if (task != null) return task;
    boolean ripe = due != null && due.atNanos() - System.nanoTime() <= 0;
    return ripe ? later.remove().task() : () -> {};
  }
}
