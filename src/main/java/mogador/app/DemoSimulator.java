package mogador.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated devices, in a process of their own. */
record DemoSimulator(Process process, String control) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("simulator ready control=(\\S+) .*");

  static DemoSimulator start(String mqtt, Path devices, Path flash) {
    Path log = flash.resolveSibling("simulator.log");
    var arguments =
        List.of(
            "--mqtt",
            mqtt,
            "--devices",
            devices.toString(),
            "--data",
            flash.toString(),
            "--control",
            "0",
            // As long as a device without a list may wait: a laptop that is busy starting is slow.
            "--answer-ms",
            "2000");
    try {
      Process process = SimulateCommand.command(arguments).redirectError(log.toFile()).start();
      var said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          drain(said);
          return new DemoSimulator(process, ready.group(1));
        }
      }
      throw new Main.UserError(
          "The simulator ended with code " + process.waitFor() + "; see " + log + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Main.UserError("interrupted");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(5, TimeUnit.SECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** A pipe nobody reads would fill and hold the process up. */
  private static void drain(BufferedReader said) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (said.readLine() != null) {}
              } catch (IOException e) {
                // The process has ended.
                return;
              }
            });
  }
}
