package mogador.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated devices, in a process of their own. */
record DemoSimulator(Process process, String control) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("simulator ready control=(\\S+) .*");

  /** For those whose laptop is busy starting: as long as a device without a list may wait. */
  static final String[] PATIENT = {"--answer-ms", "2000"};

  static DemoSimulator start(String mqtt, Path devices, Path flash, String... more) {
    Path log = flash.resolveSibling("simulator.log");
    var arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--mqtt",
            mqtt,
            "--devices",
            devices.toString(),
            "--data",
            flash.toString(),
            "--control",
            "0"));
    try {
      Files.createDirectories(flash);
      Files.deleteIfExists(log);
      Process process =
          SimulateCommand.command(arguments)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      var said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          drain(said, log);
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

  /** What it says goes to its log; a pipe nobody reads would fill and hold the process up. */
  private static void drain(BufferedReader said, Path log) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Writer out = Files.newBufferedWriter(log, StandardOpenOption.APPEND)) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                  out.write(line + "\n");
                  out.flush();
                }
              } catch (IOException e) {
                // The process has ended.
                return;
              }
            });
  }
}
