package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** A {@link Cable} under TLS. */
final class TlsCable extends SSLSocketFactory implements Plug {
  private final SSLSocketFactory tls;
  private volatile Socket plugged = new Socket();

  TlsCable(SSLSocketFactory tls) {
    this.tls = tls;
  }

  @Override
  public SocketFactory sockets() {
    return this;
  }

  @Override
  public void pull() {
    try {
      plugged.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = tls.createSocket();
    socket.setTcpNoDelay(true);
    plugged = socket;
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  /** Over a connection that is already there; the MQTT client asks for none. */
  @Override
  public Socket createSocket(Socket below, String host, int port, boolean close)
      throws IOException {
    return tls.createSocket(below, host, port, close);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    socket.connect(to);
    return socket;
  }
}
