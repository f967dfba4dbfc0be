package mogador.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive connection, as cheap as can be: what it costs counts against the server. */
final class BenchHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  BenchHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Posts JSON, reads the whole answer, and gives its status. */
  int post(String path, String token, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
            + token
            + "\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    socket.getOutputStream().write(request);
    return answer();
  }

  /** Gets, reads the whole answer, and gives its status. */
  int get(String path) throws IOException {
    return got(path, "accept: application/json\r\n");
  }

  /** The same, as somebody. */
  int get(String path, String token) throws IOException {
    return got(path, "authorization: Bearer " + token + "\r\n");
  }

  private int got(String path, String header) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nhost: localhost\r\n" + header + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return answer();
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(name.substring("content-length:".length()).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new IOException("the server hung up");
      if (next != '\r') line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
