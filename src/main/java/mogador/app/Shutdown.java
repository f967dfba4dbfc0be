package mogador.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Ctrl-C and SIGTERM. */
final class Shutdown {
  private Shutdown() {}

  /**
   * The same, without a word in the log: the embedded PostgreSQL stops beside us, and what the rest
   * says of that helps no one.
   */
  static void quietlyWhenAsked(Runnable stop) {
    whenAsked(
        () -> {
          if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.getLoggerContext().getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
          }
          stop.run();
        });
  }

  /** Runs once when the process is asked to end, which then waits for it. */
  static void whenAsked(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "shutdown"));
  }
}
