package firmware;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One timer thread; all work runs on virtual threads. The MQTT client occupies a thread for each of
 * its loops, so a pool of fixed size would starve with many clients.
 */
final class VirtualScheduler extends ScheduledThreadPoolExecutor {
  VirtualScheduler() {
    super(1, Thread.ofPlatform().daemon().name("timer").factory());
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    Thread.startVirtualThread(task);
  }

  @Override
  public Future<?> submit(Runnable task) {
    var future = new FutureTask<@org.jspecify.annotations.Nullable Void>(task, null);
    execute(future);
    return future;
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    var future = new FutureTask<>(task);
    execute(future);
    return future;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(() -> execute(task), delay, unit);
  }
}
