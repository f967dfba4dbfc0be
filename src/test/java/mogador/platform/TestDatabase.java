package mogador.platform;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded PostgreSQL for the whole test run; each test class gets a migrated database. */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private final DatabaseSettings settings;
  private final Database database;

  private TestDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.database = Database.open(vertx, settings);
  }

  /** A fresh database with the schema and nothing else. */
  public static TestDatabase migrated() {
    String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    Server.create(name, Server.MIGRATED);
    return new TestDatabase(Server.RUNNING.settings(name));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Database database() {
    return database;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    database.close();
    vertx.close().await();
  }

  private static final class Server {
    static final EmbeddedPostgresServer RUNNING = start();

    /** What each test begins with a copy of. */
    static final String MIGRATED = migrate("migrated_" + ProcessHandle.current().pid());

    private static String migrate(String name) {
      create(name, "template1");
      Migrations.run(RUNNING.settings(name));
      return name;
    }

    /** One after the other, for nobody else may be looking at the template. */
    static synchronized void create(String name, String template) {
      var vertx = Vertx.vertx();
      Database server = Database.open(vertx, RUNNING.settings());
      server.sql().run("create database " + name + " template " + template);
      server.close();
      vertx.close().await();
    }

    private static void forget(EmbeddedPostgresServer server, Path folder) {
      server.close();
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static EmbeddedPostgresServer start() {
      try {
        Path folder = Files.createTempDirectory("mogador-test-pg");
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder.resolve("data"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(server, folder)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
