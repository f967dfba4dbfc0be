package mogador.devices;

import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where the broker is, and what a device may ask of us.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param messagesPerSecond of one device, in the long run, 1 to 10,000
 * @param burst messages of one device at once, 1 to 100,000
 * @param tls whom to trust behind {@code ssl:}, and what to show of us; else as Java does
 */
public record GatewaySettings(
    String url,
    String user,
    String password,
    int messagesPerSecond,
    int burst,
    Optional<SSLSocketFactory> tls) {
  /** A real reader sends a few messages a minute. */
  private static final int DEFAULT_PER_SECOND = 20;

  private static final int DEFAULT_BURST = 200;

  public GatewaySettings {
    if (!url.startsWith("tcp://") && !url.startsWith("ssl://")) {
      throw new IllegalArgumentException("a broker's url begins with tcp:// or ssl://, not " + url);
    }
    if (messagesPerSecond < 1 || messagesPerSecond > 10_000 || burst < 1 || burst > 100_000) {
      throw new IllegalArgumentException("a limit of messages is out of range");
    }
  }

  public GatewaySettings(
      String url, String user, String password, int messagesPerSecond, int burst) {
    this(url, user, password, messagesPerSecond, burst, Optional.empty());
  }

  public GatewaySettings(String url, String user, String password, Optional<SSLSocketFactory> tls) {
    this(url, user, password, DEFAULT_PER_SECOND, DEFAULT_BURST, tls);
  }

  SocketFactory sockets() {
    if (url.startsWith("tcp:")) return new PromptSockets();
    return new PromptTlsSockets(
        tls.orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
