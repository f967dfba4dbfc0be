package mogador.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the device simulator as a process of its own: it shares no code with the server. */
@Command(
    name = "simulate",
    description = "Runs simulated devices; see simulate -- --help.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  static final String SIMULATOR = "firmware.Simulator";

  @Parameters(paramLabel = "ARGUMENT", description = "The simulator's own, after --.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Process process = command(arguments).inheritIO().start();
    Shutdown.whenAsked(process::destroy);
    return process.waitFor();
  }

  static ProcessBuilder command(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A thousand readers with their lists do not fit into 256 MB.
    command.addAll(List.of("-Xmx1536m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SIMULATOR);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
