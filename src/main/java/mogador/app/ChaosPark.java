package mogador.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mogador.access.CredentialHash;
import mogador.platform.Database;
import mogador.platform.DatabaseSettings;
import mogador.platform.EmbeddedPostgresServer;
import mogador.platform.Ids;
import mogador.platform.Migrations;
import picocli.CommandLine;

/** Server, broker, PostgreSQL and devices, each in processes of its own that can be killed. */
final class ChaosPark implements AutoCloseable {
  static final String SITE = BenchPark.SITE;

  private final Path folder;
  private final EmbeddedPostgresServer postgres;
  private final byte[] key = Ids.sha256(new byte[] {2});
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final Mosquitto broker;
  private final ServeProcess server;
  private volatile DemoSimulator devices;

  /** What dies without a warning, and comes back over what it has on disk. */
  interface Mortal {
    String name();

    void kill() throws InterruptedException;

    void revive() throws IOException, InterruptedException;
  }

  /**
   * Starts all of it, with a broker that knows all devices.
   *
   * @param prepare fills the database, with Essaouira in it, before the server reads it
   */
  ChaosPark(HttpClient http, BiConsumer<Database, CredentialHash> prepare)
      throws IOException, InterruptedException {
    // Mosquitto, started by root, becomes a user of its own who has to read its files.
    folder =
        Files.createTempDirectory(
            "mogador-chaos",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    running.push(this::delete);
    try {
      postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"));
      running.push(postgres);
      Migrations.run(postgres.settings());
      running.push(() -> vertx.close().await());
      database = Database.open(vertx, postgres.settings());
      running.push(database::close);

      int brokerPort = Mosquitto.freePort();
      Map<String, String> told = told("tcp://127.0.0.1:" + brokerPort);
      provide(told);
      prepare.accept(database, new CredentialHash(key));

      Path accounts = folder.resolve("secrets/mosquitto/dynamic-security.json");
      broker = new Mosquitto(folder, accounts, brokerPort);
      running.push(broker::stop);
      List<String> flags = List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
      server = new ServeProcess(variables(told), flags, http, folder.resolve("server.log"));
      running.push(server);
      server.start();
      server.awaitAnswer();
      devices = simulator();
      running.push(() -> devices.close());
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  Database database() {
    return database;
  }

  String url() {
    return server.url();
  }

  /** Where the devices are played with: another address after each of their deaths. */
  String control() {
    return devices.control();
  }

  List<String> lastWords() {
    return server.lastWords();
  }

  List<String> complaints() {
    return server.complaints();
  }

  List<Mortal> mortals() {
    return List.of(
        new MortalServer(), new MortalBroker(), new MortalPostgres(), new MortalDevices());
  }

  private final class MortalServer implements Mortal {
    @Override
    public String name() {
      return "server";
    }

    @Override
    public void kill() throws InterruptedException {
      if (!server.isAlive()) {
        throw new IllegalStateException("the server ended by itself: " + server.lastWords());
      }
      server.kill();
    }

    @Override
    public void revive() {
      server.start();
    }
  }

  private final class MortalBroker implements Mortal {
    @Override
    public String name() {
      return "broker";
    }

    @Override
    public void kill() throws InterruptedException {
      broker.kill();
    }

    @Override
    public void revive() throws IOException, InterruptedException {
      broker.start();
    }
  }

  private final class MortalPostgres implements Mortal {
    private EmbeddedPostgresServer.Revival revival = () -> {};

    @Override
    public String name() {
      return "database";
    }

    @Override
    public void kill() {
      revival = postgres.kill();
    }

    @Override
    public void revive() throws IOException, InterruptedException {
      revival.start();
    }
  }

  private final class MortalDevices implements Mortal {
    @Override
    public String name() {
      return "devices";
    }

    @Override
    public void kill() throws InterruptedException {
      devices.process().destroyForcibly().waitFor();
    }

    @Override
    public void revive() {
      devices = simulator();
    }
  }

  private DemoSimulator simulator() {
    return DemoSimulator.start(
        broker.url(), folder.resolve("secrets/devices-" + SITE + ".json"), folder.resolve("flash"));
  }

  private Map<String, String> told(String mqtt) {
    DatabaseSettings settings = postgres.settings();
    return Map.of(
        "database.url", settings.url(),
        "database.user", settings.user(),
        "database.password", settings.password(),
        "mqtt.url", mqtt,
        "mqtt.user", "server",
        "mqtt.password", Ids.secret(24),
        "credential.key", HexFormat.of().formatHex(key));
  }

  private static Map<String, String> variables(Map<String, String> told) {
    var variables = new HashMap<String, String>();
    told.forEach(
        (name, value) ->
            variables.put("MOGADOR_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return variables;
  }

  /** As an operator does: the site, its devices' passwords, the broker's accounts. */
  private void provide(Map<String, String> told) throws IOException {
    Path config = folder.resolve("mogador.yaml");
    var lines = new ArrayList<String>();
    told.forEach((name, value) -> lines.add(name + ": \"" + value + "\""));
    Files.write(config, lines);
    run(new ImportCommand(), SITE, "--config", config.toString());
    String secrets = folder.resolve("secrets").toString();
    run(new DevicesCommand(), "--site", SITE, "--out", secrets, "--config", config.toString());
  }

  private static void run(Object command, String... arguments) {
    var said = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(arguments);
    if (code != 0) throw new IllegalStateException(List.of(arguments) + " said " + said);
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("while stopping: " + e);
      }
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
