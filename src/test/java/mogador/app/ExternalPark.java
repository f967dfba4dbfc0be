package mogador.app;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mogador.platform.Database;
import mogador.platform.DatabaseSettings;
import mogador.platform.EmbeddedPostgresServer;
import picocli.CommandLine;

/** A server as {@code serve} runs it, over a PostgreSQL and a Mosquitto that come and go. */
final class ExternalPark {
  private static final Clock CLOCK = Clock.systemUTC();

  final Path folder = openFolder();
  final HttpClient http = HttpClient.newHttpClient();
  private final int databasePort = Mosquitto.freePort();
  private final Path config = folder.resolve("mogador.yaml");
  private final Server server;
  private final String url;
  final Mosquitto mosquitto;

  /** What health told before database and broker were there. */
  final JsonObject toldAtStart;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final DemoSimulator simulator;
  private EmbeddedPostgresServer postgres;
  private final JsonArray accounts = new JsonArray();

  /** Starts all of it, the server first; what had started is stopped again if that fails. */
  ExternalPark() throws Exception {
    running.push(http);
    try {
      postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"), databasePort);
      running.push(() -> postgres.close());
      createDatabase();
      int brokerPort = Mosquitto.freePort();
      configure("tcp://127.0.0.1:" + brokerPort);
      for (String site : List.of("essaouira", "tanger")) provide(site);
      stopPostgres();

      server = Server.start(Settings.read(SettingsFile.read(config), Map.of()), CLOCK);
      running.push(server);
      url = "http://127.0.0.1:" + server.port();
      toldAtStart = health();
      startPostgres();
      mosquitto = new Mosquitto(folder, secret("mosquitto/dynamic-security.json"), brokerPort);
      running.push(mosquitto::stop);
      awaitReady();
      settle();
      Path devices = secret("devices-essaouira.json");
      simulator =
          DemoSimulator.start(
              mosquitto.url(), devices, folder.resolve("flash"), DemoSimulator.PATIENT);
      running.push(simulator);
      awaitDevices();
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  TourCalls calls() {
    return new TourCalls(
        http,
        new JsonObject()
            .put("http", url)
            .put("simulator", simulator.control())
            .put("accounts", accounts));
  }

  UnderAttack.Target target() {
    try {
      return new UnderAttack.Target(
          url,
          mosquitto.url(),
          password(UnderAttack.ATTACKER),
          List.of("server", "the-servers-own-password"),
          ForgedOrders.of(UnderAttack.VICTIM, secret("devices-essaouira.json")),
          calls());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Plays the main job; what it printed if it failed. */
  String tour() throws InterruptedException {
    var printed = new StringWriter();
    boolean passed = new Tour(calls(), new PrintWriter(printed)).play();
    return passed ? "" : printed.toString();
  }

  String url() {
    return url;
  }

  JsonObject health() {
    try {
      return new JsonObject(
          http.send(
                  HttpRequest.newBuilder(URI.create(url + "/health/ready")).build(),
                  BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static boolean isReady(JsonObject health, String part) {
    return health.getJsonObject("parts").getJsonObject(part).getBoolean("ready");
  }

  void awaitReady() throws InterruptedException {
    awaitHealth(health -> health.getBoolean("ready"));
  }

  void awaitHealth(Predicate<JsonObject> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    JsonObject health = health();
    while (!wanted.test(health)) {
      if (System.nanoTime() > deadline) throw new AssertionError("health stays " + health);
      Thread.sleep(100);
      health = health();
    }
  }

  void awaitDevices() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(70).toNanos();
    while (!calls().devices().stream().allMatch(device -> device.getBoolean("connected"))) {
      if (System.nanoTime() > deadline) throw new AssertionError("devices stay away");
      Thread.sleep(100);
    }
  }

  void stopPostgres() {
    postgres.close();
  }

  void startPostgres() {
    postgres = EmbeddedPostgresServer.start(folder.resolve("postgres"), databasePort);
  }

  /** The password that was given to a device. */
  String password(String device) throws IOException {
    String site = device.substring(0, device.indexOf('/'));
    Path file = folder.resolve("secrets/devices-" + site + ".json");
    String password =
        DeviceFile.passwords(new JsonObject(Buffer.buffer(Files.readAllBytes(file)))).get(device);
    if (password == null) throw new AssertionError("no device " + device);
    return password;
  }

  /** The path of a file of ours that only its owner may read. */
  Path secret(String name) {
    return folder.resolve("secrets").resolve(name);
  }

  void close() throws Exception {
    while (!running.isEmpty()) running.pop().close();
  }

  private void createDatabase() {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, postgres.settings());
    database.sql().run("create role mogador login password 'external-password'");
    database.sql().run("create database mogador owner mogador");
    database.close();
    vertx.close().await();
  }

  private void provide(String site) {
    run(new ImportCommand(), site, "--config", config.toString());
    String out = folder.resolve("secrets").toString();
    run(new DevicesCommand(), "--site", site, "--out", out, "--config", config.toString());
  }

  private void configure(String broker) throws IOException {
    Files.writeString(
        config,
        """
        http: {host: 127.0.0.1, port: 0}
        database:
          url: postgresql://127.0.0.1:%d/mogador
          user: mogador
          password: external-password
        mqtt:
          url: "%s"
          user: server
          password: the-servers-own-password
          accounts: mosquitto
        credential: {key: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff}
        """
            .formatted(databasePort, broker));
  }

  private void settle() {
    Vertx vertx = Vertx.vertx();
    Database database =
        Database.open(
            vertx,
            new DatabaseSettings(
                "postgresql://127.0.0.1:" + databasePort + "/mogador",
                "mogador",
                "external-password"));
    new DemoPeople(server.people, server.leases, server.credentials, server.tokens, database)
        .settle(server.sites().current(), LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC))
        .forEach(
            account ->
                accounts.add(
                    new JsonObject()
                        .put("role", account.account().role())
                        .put("token", account.token())));
    database.close();
    vertx.close().await();
  }

  private static void run(Object command, String... arguments) {
    var said = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(arguments);
    if (code != 0) throw new AssertionError(List.of(arguments) + " said " + said);
  }

  private static Path openFolder() {
    try {
      return Files.createTempDirectory(
          "mogador-external",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
