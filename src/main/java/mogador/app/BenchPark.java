package mogador.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mogador.access.CredentialHash;
import mogador.devices.DeviceGuard;
import mogador.devices.DeviceRegistry;
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

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final String key = HexFormat.of().formatHex(Ids.sha256(new byte[] {1}));
  private final EmbeddedBroker.Account account =
      new EmbeddedBroker.Account("server", Ids.secret(18));
  private final DeviceRegistry registry;
  private final EmbeddedBroker broker;
  private final Server server;

  /**
   * Starts, and returns once the server is ready.
   *
   * @param prepare fills the database, with Essaouira in it, before the server reads it
   */
  BenchPark(BiConsumer<Database, CredentialHash> prepare) {
    try {
      Path folder = Files.createTempDirectory("mogador-bench");
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
      registry = running(new DeviceRegistry(database));
      registry.start();
      broker = running(EmbeddedBroker.start(0, account, new DeviceGuard(registry)));
      var settings =
          new Settings(
              "127.0.0.1",
              0,
              "http://localhost",
              postgres.settings(),
              new Settings.Mqtt(broker.url(), account.user(), account.password()),
              key,
              Optional.empty(),
              true,
              Settings.RETENTION);
      server = running(Server.start(settings, Clock.systemUTC()));
      awaitReady();
    } catch (IOException e) {
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
    return broker.url();
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
