package mogador.app;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mogador.access.CredentialHash;
import mogador.devices.CommandKeys;
import mogador.devices.DeviceGuard;
import mogador.devices.DevicePasswords;
import mogador.devices.DeviceRegistry;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.identity.Tokens;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.platform.EmbeddedBroker;
import mogador.platform.EmbeddedPostgresServer;
import mogador.platform.Ids;
import mogador.platform.Migrations;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;

/** What a benchmark runs against: everything real, on free ports, gone afterwards. */
final class BenchPark implements AutoCloseable {
  static final String SITE = "essaouira";
  private static final String PUBLIC_URL = "http://localhost";

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final String key = HexFormat.of().formatHex(Ids.sha256(new byte[] {1}));
  private final EmbeddedBroker.Account account =
      new EmbeddedBroker.Account("server", Ids.secret(18));
  private final DeviceRegistry registry;
  private final JsonObject devices;
  private final Broker kind;
  private final String mqtt;
  private final Server server;

  /** Which broker is between the server and the devices. */
  enum Broker {
    EMBEDDED,
    MOSQUITTO
  }

  /** Starts with the embedded broker. */
  BenchPark(BiConsumer<Database, CredentialHash> prepare) {
    this(Broker.EMBEDDED, prepare);
  }

  /**
   * Starts, and returns once the server is ready.
   *
   * @param prepare fills the database, with Essaouira in it, before the server reads it
   */
  BenchPark(Broker kind, BiConsumer<Database, CredentialHash> prepare) {
    this.kind = kind;
    try {
      // Mosquitto, started by root, becomes a user of its own who has to read its files.
      Path folder =
          Files.createTempDirectory(
              "mogador-bench",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      running.push(() -> delete(folder));
      var postgres = running(EmbeddedPostgresServer.start(folder.resolve("postgres")));
      Migrations.run(postgres.settings());
      Vertx vertx = Vertx.vertx();
      running.push(() -> vertx.close().await());
      Database database = Database.open(vertx, postgres.settings());
      running.push(database::close);
      var sites = new Sites(database);
      sites.load();
      if (!(sites.importSite(SeedSites.document(SITE), Clock.systemUTC().instant())
          instanceof Sites.Imported)) {
        throw new IllegalStateException(SITE + " was refused");
      }
      prepare.accept(database, new CredentialHash(HexFormat.of().parseHex(key)));
      sites.load();
      devices =
          DeviceFile.issue(
              database,
              sites.current().site(SITE).orElseThrow(),
              PUBLIC_URL,
              new CommandKeys(key()),
              new CredentialHash(key()),
              Clock.systemUTC().instant());
      devices.getJsonArray("devices").addAll(added(database));
      registry = running(new DeviceRegistry(database));
      registry.start();
      mqtt =
          switch (kind) {
            case EMBEDDED ->
                running(EmbeddedBroker.start(0, account, new DeviceGuard(registry))).url();
            case MOSQUITTO -> mosquitto(folder);
          };
      var settings =
          new Settings(
              "127.0.0.1",
              0,
              PUBLIC_URL,
              postgres.settings(),
              new Settings.Mqtt(mqtt, account.user(), account.password()),
              key,
              Optional.empty(),
              true,
              List.of(),
              Settings.RETENTION);
      server = running(Server.start(settings, Clock.systemUTC()));
      awaitReady();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  Server server() {
    return server;
  }

  Site site() {
    return server.sites().current().site(SITE).orElseThrow();
  }

  /** The server's own at the broker. */
  EmbeddedBroker.Account account() {
    return account;
  }

  String mqtt() {
    return mqtt;
  }

  Broker kind() {
    return kind;
  }

  /** What the site's devices were given, those that {@code prepare} added too. */
  JsonObject devices() {
    return devices;
  }

  /** The password that was given to the device with this code. */
  String password(String code) {
    return Objects.requireNonNull(DeviceFile.passwords(devices).get(SITE + "/" + code));
  }

  /** The installation's. */
  byte[] key() {
    return HexFormat.of().parseHex(key);
  }

  /** The broker knows new passwords at once. */
  void refreshDevices() {
    registry.refresh();
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

  private String mosquitto(Path folder) throws IOException {
    Path accounts = folder.resolve("accounts.json");
    var ours = new Settings.Mqtt("", account.user(), account.password());
    DemoKeys.writePrivately(
        accounts,
        MosquittoAccounts.json(Optional.empty(), ours, SITE, DeviceFile.passwords(devices)));
    try {
      var broker = new Mosquitto(folder, accounts, Mosquitto.freePort());
      running.push(broker::stop);
      return broker.url();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * A folder for what simulated devices keep: in memory where there is a way, for each real one has
   * a flash of its own, and a thousand do not wait for one disk.
   */
  static Path flashes() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "mogador-bench")
        : Files.createTempDirectory("mogador-bench");
  }

  /** Somebody who manages the whole network; their token. */
  static String manager(Database database) {
    Clock clock = Clock.systemUTC();
    var people = new People(database, clock);
    var email = Email.of("manager@example.org").orElseThrow();
    UUID id = people.known(email, "Manager", Language.EN).id();
    people.makeManager(id, Optional.empty());
    return new Tokens(database, clock).issueApi(id, "bench");
  }

  /** So many more readers, {@code bench-0} and on, at all the doors in turn. */
  static void addReaders(Database database, int count) {
    database
        .sql()
        .run(
            """
            insert into device (site_id, code, kind, door_code)
            select $1, 'bench-' || i, 'reader', doors[1 + i % cardinality(doors)]
            from generate_series(0, $2 - 1) i,
              (select array_agg(distinct door_code) as doors from device
                where site_id = $1 and door_code is not null) d
            """,
            SITE, count);
  }

  /** What those are given: they are not in the site's document. */
  private JsonArray added(Database database) {
    var keys = new CommandKeys(key());
    String credentialKey = new CredentialHash(key()).readersKey();
    return database.inTransaction(
        sql -> {
          List<JsonObject> readers =
              sql.list(
                  row ->
                      new JsonObject().put("code", row.getString(0)).put("door", row.getString(1)),
                  """
                  select code, door_code from device
                  where site_id = $1 and code like 'bench-%' order by code
                  """,
                  SITE);
          var added = new JsonArray();
          for (JsonObject reader : readers) {
            String code = reader.getString("code");
            String password = DevicePasswords.issue(sql, SITE, code);
            added.add(
                reader
                    .put("site", SITE)
                    .put("kind", "reader")
                    .put("password", password)
                    .put("command_key", keys.of(SITE, code, password))
                    .put("credential_key", credentialKey));
          }
          return added;
        });
  }

  /** The file of those, as the simulator reads it. */
  JsonObject addedReaders() {
    var added =
        devices.getJsonArray("devices").stream()
            .map(JsonObject.class::cast)
            .filter(device -> device.getString("code").startsWith("bench-"))
            .toList();
    return new JsonObject().put("devices", new JsonArray(added));
  }

  private void awaitReady() {
    try {
      for (int i = 0; i < 4_000; i++) {
        if (server.readiness().now().values().stream().allMatch(Readiness.Part::ready)) return;
        Thread.sleep(25);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server did not become ready: " + server.readiness().now());
  }

  private <T extends AutoCloseable> T running(T part) {
    running.push(part);
    return part;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
