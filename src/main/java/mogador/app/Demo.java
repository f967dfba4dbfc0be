package mogador.app;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mogador.access.CredentialHash;
import mogador.devices.CommandKeys;
import mogador.devices.DeviceGuard;
import mogador.devices.DeviceRegistry;
import mogador.platform.Database;
import mogador.platform.EmbeddedBroker;
import mogador.platform.EmbeddedPostgresServer;
import mogador.platform.Migrations;
import mogador.platform.Pem;
import mogador.sites.SeedSites;
import mogador.sites.Sites;

/** The whole of it on one machine: PostgreSQL, broker, server, simulated devices, seed data. */
final class Demo implements AutoCloseable {
  static final String SIMULATED = "essaouira";

  /** How a demo is started. */
  record Options(
      Path data,
      int port,
      int mqttPort,
      boolean fresh,
      boolean simulator,
      Optional<Path> scenario,
      Optional<Tls> tls) {
    Options(Path data, int port, int mqttPort, boolean fresh, boolean simulator) {
      this(data, port, mqttPort, fresh, simulator, Optional.empty(), Optional.empty());
    }

    /** Of whoever makes the simulated devices' firmware; the server has no part in it. */
    Path makerKey() {
      return data.resolve("maker.key");
    }

    /** What the simulator is told beside. */
    String[] simulated() {
      var arguments = new ArrayList<>(List.of(DemoSimulator.PATIENT));
      arguments.addAll(List.of("--maker", makerKey().toString()));
      scenario.ifPresent(file -> arguments.addAll(List.of("--scenario", file.toString())));
      tls.ifPresent(it -> arguments.addAll(List.of("--ca", it.authority().toString())));
      return arguments.toArray(String[]::new);
    }
  }

  /** The broker's TLS, and the authority that server and simulated devices trust it by. */
  record Tls(EmbeddedBroker.Tls broker, Path authority) {}

  private final Options options;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private List<DemoPeople.Account> accounts = List.of();
  private String http = "";
  private String mqtt = "";
  private Optional<String> simulator = Optional.empty();

  private Demo(Options options) {
    this.options = options;
  }

  /** Starts everything in order; what had started is stopped again if something does not. */
  static Demo start(Options options, Clock clock, Consumer<String> progress) {
    var demo = new Demo(options);
    try {
      demo.start(clock, progress);
      return demo;
    } catch (Throwable failure) {
      demo.close();
      throw failure;
    }
  }

  private void start(Clock clock, Consumer<String> progress) {
    Path data = options.data();
    if (options.fresh()) forget(data);
    createFolder(data);
    DemoKeys keys = DemoKeys.in(data);

    progress.accept("PostgreSQL 18 over " + data.resolve("postgres"));
    EmbeddedPostgresServer postgres =
        running(EmbeddedPostgresServer.start(data.resolve("postgres")));
    Migrations.run(postgres.settings());

    Vertx vertx = Vertx.vertx();
    running.push(() -> vertx.close().await());
    Database database = Database.open(vertx, postgres.settings());
    running.push(database::close);
    progress.accept("the Technopark network");
    var sites = new Sites(database);
    sites.load();
    for (String id : SeedSites.ids()) importSite(sites, id, clock);

    progress.accept("MQTT broker on port " + options.mqttPort());
    var registry = running(new DeviceRegistry(database));
    registry.start();
    var account = new EmbeddedBroker.Account("server", keys.brokerPassword());
    EmbeddedBroker broker =
        running(
            EmbeddedBroker.start(
                options.mqttPort(),
                account,
                new DeviceGuard(registry),
                options.tls().map(Tls::broker)));
    mqtt = broker.url();
    http = "http://localhost:" + options.port();

    progress.accept("server on " + http);
    var settings =
        new Settings(
            "127.0.0.1",
            options.port(),
            http,
            postgres.settings(),
            new Settings.Mqtt(
                mqtt,
                account.user(),
                account.password(),
                options
                    .tls()
                    .map(it -> Pem.sockets(Optional.of(it.authority()), Optional.empty()))),
            keys.credentialKey(),
            Optional.empty(),
            true,
            List.of(),
            Settings.RETENTION);
    Server server = running(Server.start(settings, clock, DemoPeople.ACCOUNTS));
    awaitReady(server);
    accounts =
        new DemoPeople(server.people, server.leases, server.credentials, server.tokens, database)
            .settle(sites.current(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    if (options.simulator()) {
      Path devices = data.resolve("devices-" + SIMULATED + ".json");
      // New passwords at every start, so that only hashes are kept.
      DemoKeys.writePrivately(
          devices,
          DeviceFile.issue(
              database,
              sites.current().site(SIMULATED).orElseThrow(),
              http,
              new CommandKeys(settings.credentialKeyBytes()),
              new CredentialHash(settings.credentialKeyBytes()),
              clock.instant()));
      registry.refresh();
      var process =
          running(DemoSimulator.start(mqtt, devices, data.resolve("flash"), options.simulated()));
      simulator = Optional.of(process.control());
      progress.accept("simulated devices of Essaouira on " + process.control());
    }
    DemoKeys.writePrivately(data.resolve("demo.json"), json());
  }

  String welcome() {
    var text = new StringBuilder("\nMogador is ready.\n\n");
    text.append("  Book a place       ").append(http).append("/\n");
    text.append("  The live plan      ").append(http).append("/ops/essaouira\n");
    text.append("  Mails, with codes  ").append(http).append("/demo/mails\n");
    text.append("  The API            ").append(http).append("/docs\n");
    simulator.ifPresent(at -> text.append("  The doors          ").append(at).append("/\n"));
    text.append("  MQTT               ").append(mqtt).append("\n\nSign in as\n");
    accounts.forEach(
        a -> text.append("  %-22s %s%n".formatted(a.account().email(), a.account().role())));
    text.append("\nAPI token            ").append(token()).append('\n');
    text.append("For scripts          ").append(options.data().resolve("demo.json")).append('\n');
    text.append("\nThe main job         ./mogador tour");
    if (!options.data().equals(DemoCommand.DATA.toAbsolutePath().normalize())) {
      text.append(" --data ").append(options.data());
    }
    return text.append("\nCtrl-C stops everything; the data stays.\n").toString();
  }

  /** In the reverse order of starting; what fails to stop does not keep the rest running. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(options.data().resolve("demo.json"));
    } catch (IOException e) {
      System.err.println("demo.json stays: " + e.getMessage());
    }
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("while stopping: " + e);
      }
    }
  }

  /** The manager's: it may do everything the API has. */
  private String token() {
    return accounts.getLast().token();
  }

  private JsonObject json() {
    var list = new JsonArray();
    for (DemoPeople.Account account : accounts) {
      list.add(
          new JsonObject()
              .put("email", account.account().email())
              .put("name", account.account().name())
              .put("role", account.account().role())
              .put("token", account.token()));
    }
    var json = new JsonObject().put("http", http).put("mqtt", mqtt).put("token", token());
    simulator.ifPresent(at -> json.put("simulator", at));
    return json.put("accounts", list);
  }

  private static void importSite(Sites sites, String id, Clock clock) {
    if (sites.importSite(SeedSites.document(id), clock.instant())
        instanceof Sites.Refused(List<String> reasons)) {
      throw new Main.UserError(
          "The data of an earlier demo does not fit: "
              + String.join("; ", reasons)
              + ". Start with --fresh to forget it.");
    }
  }

  private static void awaitReady(Server server) {
    for (int i = 0; i < 1_200; i++) {
      if (server.readiness().now().values().stream().allMatch(Readiness.Part::ready)) return;
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new Main.UserError("The server did not become ready: " + server.readiness().now());
  }

  private <T extends AutoCloseable> T running(T part) {
    running.push(part);
    return part;
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Main.UserError("Cannot make " + folder + ": " + e.getMessage());
    }
  }

  /** Only what a demo makes, lest a wrong --data costs someone their files. */
  private static void forget(Path data) {
    var ours = new ArrayList<Path>();
    for (String name :
        List.of(
            "postgres",
            "flash",
            "keys.json",
            "maker.key",
            "demo.json",
            "devices-" + SIMULATED + ".json")) {
      ours.add(data.resolve(name));
    }
    EmbeddedPostgresServer.stopLeftOver(data.resolve("postgres"));
    for (Path path : ours) {
      if (!Files.exists(path)) continue;
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot forget " + path, e);
      }
    }
  }
}
