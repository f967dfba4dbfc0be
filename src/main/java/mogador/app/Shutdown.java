package mogador.app;

/** Ctrl-C and SIGTERM. */
final class Shutdown {
  private Shutdown() {}

  /** Runs once when the process is asked to end, which then waits for it. */
  static void whenAsked(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "shutdown"));
  }
}
