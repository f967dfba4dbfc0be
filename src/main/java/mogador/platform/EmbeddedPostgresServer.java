package mogador.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A PostgreSQL 18 of our own, for the demo and the tests; its data stays in its folder. */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Duration REVIVAL = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;
  private final Path folder;

  private EmbeddedPostgresServer(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts on a free port over a folder that is made when absent. A server left over that folder by
   * a process that was killed is stopped first.
   *
   * @throws UncheckedIOException if it does not start
   */
  public static EmbeddedPostgresServer start(Path folder) {
    return start(folder, 0);
  }

  /** Starts on this port, or on a free one if it is 0. */
  public static EmbeddedPostgresServer start(Path folder, int port) {
    stopLeftOver(folder);
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      return new EmbeddedPostgresServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "on")
              // Off by the library: a commit that was answered would be lost with a kill.
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "120")
              .setServerConfig("shared_buffers", "128MB")
              .setServerConfig("timezone", "UTC")
              .setPort(port)
              .setPGStartupWait(Duration.ofSeconds(60))
              .start(),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start over " + folder, e);
    }
  }

  public DatabaseSettings settings() {
    return settings("postgres");
  }

  /** The settings of another database on this server. */
  public DatabaseSettings settings(String database) {
    return new DatabaseSettings(
        "postgresql://127.0.0.1:" + server.getPort() + "/" + database, "postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends it without a warning, as a power cut does.
   *
   * @return what starts it again as it was, over what it has on disk
   */
  public Revival kill() {
    ProcessHandle process = leftOver(folder).orElseThrow();
    var command = new ArrayList<String>();
    // PostgreSQL does not run as root.
    if (System.getProperty("user.name").equals("root")) command.addAll(List.of("unshare", "-U"));
    command.add(process.info().command().orElseThrow());
    command.addAll(List.of(process.info().arguments().orElseThrow()));
    end(process, ProcessHandle::destroyForcibly);
    int port = server.getPort();
    return () -> revive(command, port, folder.resolveSibling("postgres.log"));
  }

  /** Some of those it had forked may go on for a moment; as long as they do it does not start. */
  private static void revive(List<String> command, int port, Path log)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    long deadline = System.nanoTime() + REVIVAL.toNanos();
    Process process = builder.start();
    while (!isListening(port)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL did not start again: " + Files.readString(log));
      }
      Thread.sleep(50);
      if (!process.isAlive()) process = builder.start();
    }
  }

  private static boolean isListening(int port) {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts a server again. */
  public interface Revival {
    /**
     * Returns once it listens.
     *
     * @throws IOException if it does not within a minute
     */
    void start() throws IOException, InterruptedException;
  }

  /** Stops a server that a killed process left running over this folder. */
  public static void stopLeftOver(Path folder) {
    leftOver(folder).ifPresent(process -> end(process, ProcessHandle::destroy));
  }

  private static void end(ProcessHandle server, Consumer<ProcessHandle> how) {
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(how);
    all.forEach(one -> one.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  private static Optional<ProcessHandle> leftOver(Path folder) {
    Path pidFile = folder.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) return Optional.empty();
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(
              process -> process.info().command().filter(c -> c.endsWith("postgres")).isPresent());
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
