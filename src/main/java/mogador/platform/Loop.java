package mogador.platform;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The event loop that all connections to the database live on. What is asked of them is asked
 * there: asked from elsewhere, each answer takes several turns between threads before it reaches
 * the one that waits for it.
 */
record Loop(Context context) {

  /** Starts work on the loop; what is started first by one thread runs first. */
  <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    try {
      context.runOnContext(_ -> start(work, promise));
    } catch (RejectedExecutionException stopped) {
      return Future.failedFuture(new Unreachable(stopped));
    }
    return promise.future();
  }

  /** The same, waiting for it. */
  <T> T await(Supplier<Future<T>> work) {
    return Waiting.on(run(work));
  }

  private static <T> void start(Supplier<Future<T>> work, Promise<T> promise) {
    try {
      work.get().onComplete(promise);
    } catch (RuntimeException e) {
      promise.fail(e);
    }
  }
}
