package mogador.platform;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Waits for Vert.x, whose futures throw checked exceptions that no signature names. */
final class Waiting {
  /** PostgreSQL's states of stopping and starting. */
  private static final String SHUTTING_DOWN = "57P";

  private Waiting() {}

  /**
   * The future's value.
   *
   * @throws Unreachable in place of a checked exception, such as that of a refused connection, and
   *     when the connection is lost
   */
  static <T> T on(Future<T> future) {
    try {
      return future.await();
    } catch (PgException refused) {
      if (refused.getSqlState().startsWith(SHUTTING_DOWN)) throw new Unreachable(refused);
      throw refused;
    } catch (ClosedConnectionException closed) {
      throw new Unreachable(closed);
    } catch (VertxException lost) {
      // Of no kind of its own: the connection was found closed.
      if (lost.getClass() == VertxException.class) throw new Unreachable(lost);
      throw lost;
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new Unreachable(checked);
    }
  }
}
