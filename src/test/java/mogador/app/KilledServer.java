package mogador.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mogador.platform.DatabaseSettings;

/** The server as {@code serve} runs it, in a process that is killed and started again. */
final class KilledServer implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(40);

  private final DatabaseSettings database;
  private final HttpClient http;
  private final Path log;
  private final int port = Mosquitto.freePort();
  private Optional<Process> running = Optional.empty();

  KilledServer(DatabaseSettings database, HttpClient http) {
    this.database = database;
    this.http = http;
    try {
      log = Files.createTempFile("mogador-killed", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same after each start. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, and returns once it answers. */
  void start() throws InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "mogador.app.Main",
            "serve");
    var environment = builder.environment();
    environment.put("MOGADOR_HTTP_HOST", "127.0.0.1");
    environment.put("MOGADOR_HTTP_PORT", String.valueOf(port));
    environment.put("MOGADOR_DATABASE_URL", database.url());
    environment.put("MOGADOR_DATABASE_USER", database.user());
    environment.put("MOGADOR_DATABASE_PASSWORD", database.password());
    // Nobody is there: bookings need no broker.
    environment.put("MOGADOR_MQTT_URL", "tcp://127.0.0.1:" + Mosquitto.freePort());
    environment.put("MOGADOR_MQTT_PASSWORD", "none");
    environment.put("MOGADOR_CREDENTIAL_KEY", "5a".repeat(32));
    try {
      running =
          Optional.of(
              builder
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /** Without a warning: SIGKILL. */
  void kill() throws InterruptedException {
    running.orElseThrow().destroyForcibly().waitFor();
    running = Optional.empty();
  }

  /** The last it wrote, through all its lives. */
  List<String> lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - 30), lines.size());
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    running.ifPresent(Process::destroyForcibly);
    Files.delete(log);
  }

  private void awaitAnswer() throws InterruptedException {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!isAnswering()) {
      if (System.nanoTime() > deadline || !running.orElseThrow().isAlive()) {
        throw new AssertionError("the server did not start");
      }
      Thread.sleep(20);
    }
  }

  private boolean isAnswering() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/sites"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
