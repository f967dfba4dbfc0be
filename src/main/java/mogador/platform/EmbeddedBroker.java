package mogador.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker of our own, for the demo and the tests: on the loopback interface in plain, on all
 * interfaces under TLS. It keeps everything in memory: what matters is in the database or in the
 * devices' journals.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The greatest packet it takes, in bytes; a greater one closes its connection. */
  public static final int MAX_PACKET = 262_144;

  private static final Duration PORT_WAIT = Duration.ofSeconds(10);
  private static final long QUEUED_BYTES = 16L << 20;

  private final EmbeddedActiveMQ broker;
  private final Path folder;
  private final int port;
  private final String url;

  private EmbeddedBroker(EmbeddedActiveMQ broker, Path folder, int port, boolean tls) {
    this.broker = broker;
    this.folder = folder;
    this.port = port;
    url = tls ? "ssl://localhost:" + port : "tcp://127.0.0.1:" + port;
  }

  /** An account that may do everything: the server's own. */
  public record Account(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * To be spoken to under TLS alone.
   *
   * @param own for the names that devices reach it by, {@code localhost} among them
   * @param devices authorities for devices; a device with a certificate of one of these needs no
   *     password
   */
  public record Tls(Pem.Identity own, Optional<Path> devices) {}

  public static EmbeddedBroker start(int port, Account server, BrokerGuard guard) {
    return start(port, server, guard, Optional.empty());
  }

  /**
   * Starts, and returns once the port answers.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @param server the server's own account
   * @param guard asked about everyone else
   * @throws IllegalStateException if it does not start, such as on a port in use
   * @throws IllegalArgumentException naming the PEM file that cannot be used
   */
  public static EmbeddedBroker start(
      int port, Account server, BrokerGuard guard, Optional<Tls> tls) {
    quiet();
    int actual = port == 0 ? freePort() : port;
    if (answers(actual)) throw new IllegalStateException("port " + actual + " is in use");
    Path folder = temporaryFolder();
    var broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration(acceptor(actual, tls, folder), folder));
    var security = new EmbeddedBrokerSecurity(server, guard);
    broker.setSecurityManager(security);
    var started = new EmbeddedBroker(broker, folder, actual, tls.isPresent());
    try {
      broker.start();
      var remoting = broker.getActiveMQServer().getRemotingService();
      remoting.addIncomingInterceptor(new EmbeddedBrokerLimits(security));
      remoting.addIncomingInterceptor(new EmbeddedBrokerRepairs());
      started.awaitPort();
      BrokerCertificates.forget(folder);
      return started;
    } catch (Exception e) {
      started.close();
      throw new IllegalStateException("the embedded broker did not start on port " + actual, e);
    }
  }

  public int port() {
    return port;
  }

  /** As MQTT clients want it, {@code tcp://127.0.0.1:1883} or {@code ssl://localhost:8883}. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker did not stop", e);
    } finally {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException notEmpty) {
        folder.toFile().deleteOnExit();
      }
    }
  }

  private static String acceptor(int port, Optional<Tls> tls, Path folder) {
    String host = tls.isPresent() ? "0.0.0.0" : "127.0.0.1";
    return "tcp://"
        + host
        + ":"
        + port
        + "?protocols=MQTT;maximumPacketSize="
        + MAX_PACKET
        + tls.map(it -> BrokerCertificates.parameters(it, folder)).orElse("");
  }

  private static Configuration configuration(String acceptor, Path folder) {
    var configuration = new ConfigurationImpl();
    var settings =
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
            .setMaxSizeBytes(QUEUED_BYTES);
    try {
      configuration
          .setName("mogador")
          .setPersistenceEnabled(false)
          .setJournalType(JournalType.NIO)
          .setJMXManagementEnabled(false)
          .setPagingDirectory(folder.toString())
          .setSecurityEnabled(true)
          // With these caches a connection was taken for another with the same client id.
          .setAuthenticationCacheSize(0)
          .setAuthorizationCacheSize(0)
          // Else each connection is looked for among the records of all others.
          .setMqttSubscriptionPersistenceEnabled(false)
          .setMessageExpiryScanPeriod(5_000)
          .setGlobalMaxSize(4 * QUEUED_BYTES)
          .setThreadPoolMaxSize(8)
          .addAddressSetting("#", settings)
          .addAcceptorConfiguration("mqtt", acceptor);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return configuration;
  }

  /** Starting may succeed without the acceptor having its port. */
  private void awaitPort() throws InterruptedException {
    long deadline = System.nanoTime() + PORT_WAIT.toNanos();
    while (!answers(port)) {
      if (System.nanoTime() > deadline) throw new IllegalStateException("the port stays closed");
      Thread.sleep(20);
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("mogador-broker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Errors only, unless the logging configuration says otherwise: it warns of every bad guest. */
  private static void quiet() {
    for (String name : new String[] {"org.apache.activemq", "org.apache.artemis"}) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
        logger.setLevel(Level.ERROR);
      }
    }
  }
}
