package mogador.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's Mosquitto as a process of ours, with a configuration that is deployed; only ports and
 * paths differ.
 */
final class Mosquitto {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
  private static final Path DEPLOYED = Path.of("deploy", "mosquitto");
  private static final String PLUGIN = "mosquitto_dynamic_security.so";

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it as docker-compose.yml does, with these accounts on this port. */
  Mosquitto(Path folder, Path accounts, int port) throws IOException, InterruptedException {
    this(
        folder,
        accounts,
        port,
        "mosquitto.conf",
        Map.of("\nlistener 1883\n", "\nlistener " + port + " 127.0.0.1\n"));
  }

  /**
   * Starts it.
   *
   * @param port one that it answers at
   * @param name of the configuration
   * @param here what stands in the place of what is deployed
   */
  Mosquitto(Path folder, Path accounts, int port, String name, Map<String, String> here)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new Main.UserError(
          "This needs Mosquitto: there is no " + PROGRAM + "; apt-get install mosquitto.");
    }
    this.folder = folder;
    this.port = port;
    // Started by root it becomes a user of its own, who must be able to read these.
    Path copy = folder.resolve("dynamic-security.json");
    Files.writeString(copy, Files.readString(accounts));
    String text = Files.readString(DEPLOYED.resolve(name));
    for (var each : here.entrySet()) text = replaced(text, each.getKey(), each.getValue());
    text = replaced(text, "/usr/lib/" + PLUGIN, plugin().toString());
    text = replaced(text, "/mosquitto/accounts/dynamic-security.json", copy.toString());
    Files.writeString(folder.resolve("mosquitto.conf"), text);
    process = begin();
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
  }

  /** Without a warning: SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void start() throws IOException, InterruptedException {
    process = begin();
  }

  static int freePort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process begin() throws IOException, InterruptedException {
    Path log = folder.resolve("mosquitto.log");
    Process started =
        new ProcessBuilder(PROGRAM.toString(), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    for (int i = 0; i < 200; i++) {
      try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (probe.isConnected()) return started;
      } catch (IOException notYet) {
        if (!started.isAlive()) break;
        Thread.sleep(50);
      }
    }
    started.destroyForcibly();
    throw new IllegalStateException("Mosquitto did not start: " + Files.readString(log, UTF_8));
  }

  private static String replaced(String text, String mounted, String here) {
    if (!text.contains(mounted)) {
      throw new IllegalStateException("what is deployed has no " + mounted);
    }
    return text.replace(mounted, here);
  }

  private static Path plugin() throws IOException {
    try (Stream<Path> found =
        Files.find(Path.of("/usr/lib"), 2, (file, is) -> file.endsWith(PLUGIN))) {
      return found.findFirst().orElseThrow(() -> new Main.UserError("Mosquitto has no " + PLUGIN));
    }
  }
}
