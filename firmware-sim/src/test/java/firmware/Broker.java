package firmware;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A real MQTT broker in this process, open to all, that can be taken away and given back. */
final class Broker {
  private final int port;
  private final Path folder;
  private final String tls;
  private EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

  Broker(Path folder) throws Exception {
    this(folder, "");
  }

  /**
   * Starts it.
   *
   * @param tls parameters of its acceptor
   */
  Broker(Path folder, String tls) throws Exception {
    this.folder = folder;
    this.tls = tls;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    start();
  }

  String address() {
    return (tls.isEmpty() ? "tcp://127.0.0.1:" : "ssl://localhost:") + port;
  }

  void start() throws Exception {
    var configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setJournalType(JournalType.NIO)
            .setJMXManagementEnabled(false)
            .setSecurityEnabled(false)
            .setPagingDirectory(folder.resolve("paging").toString())
            .addAcceptorConfiguration(
                "mqtt",
                "tcp://127.0.0.1:" + port + "?protocols=MQTT;maximumPacketSize=262144" + tls);
    broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (!probe.isConnected()) throw new IOException("the broker has no open port");
    }
  }

  void stop() throws Exception {
    broker.stop();
  }
}
