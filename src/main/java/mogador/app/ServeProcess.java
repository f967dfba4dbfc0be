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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server as {@code serve} runs it, in a process that is killed and started again. */
final class ServeProcess implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(40);
  private static final int LAST_LINES = 30;
  private static final int MOST_COMPLAINTS = 5;

  private final Map<String, String> settings;
  private final List<String> flags;
  private final HttpClient http;
  private final Path log;
  private final int port = Mosquitto.freePort();
  private Optional<Process> running = Optional.empty();

  /**
   * One that is not started yet.
   *
   * @param settings the variables it is told, but for where it listens
   * @param flags of its Java machine
   * @param log what it says is appended to this file
   */
  ServeProcess(Map<String, String> settings, List<String> flags, HttpClient http, Path log) {
    this.settings = Map.copyOf(settings);
    this.flags = List.copyOf(flags);
    this.http = http;
    this.log = log;
  }

  /** The same after each start. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, and returns at once. */
  void start() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "mogador.app.Main",
            "serve"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    builder.environment().put("MOGADOR_HTTP_HOST", "127.0.0.1");
    builder.environment().put("MOGADOR_HTTP_PORT", String.valueOf(port));
    try {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      running = Optional.of(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns once it answers.
   *
   * @throws IllegalStateException if it ends, or does not answer within 40 s
   */
  void awaitAnswer() throws InterruptedException {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!isAnswering()) {
      if (System.nanoTime() > deadline || !isAlive()) {
        throw new IllegalStateException("the server did not start: " + lastWords());
      }
      Thread.sleep(20);
    }
  }

  boolean isAlive() {
    return running.filter(Process::isAlive).isPresent();
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
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  /** The first errors it logged, each with where it came from. */
  List<String> complaints() {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> complaints = new ArrayList<>();
      for (int i = 0; i < lines.size() && complaints.size() < MOST_COMPLAINTS; i++) {
        if (!lines.get(i).contains("ERROR")) continue;
        int end = Math.min(lines.size(), i + LAST_LINES);
        complaints.add(String.join(System.lineSeparator(), lines.subList(i, end)));
      }
      return complaints;
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    running.ifPresent(Process::destroyForcibly);
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
