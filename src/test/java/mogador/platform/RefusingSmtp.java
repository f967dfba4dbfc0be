package mogador.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that refuses some recipients, as it is told, and counts how often it was asked.
 */
final class RefusingSmtp implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile String greeting = "220 here";

  RefusingSmtp() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptUntilClosed);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** From now on this address is answered so. */
  void refuse(String address, String reply) {
    refused.put(address, reply);
  }

  /** From now on everyone is greeted so. */
  void greet(String reply) {
    greeting = reply;
  }

  /** How often somebody asked to send a mail there. */
  long asked(String address) {
    return asked.stream().filter(address::equals).count();
  }

  /** Whose mails were taken. */
  List<String> taken() {
    return taken;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void acceptUntilClosed() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException e) {
        if (!socket.isClosed()) throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      var lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, greeting);
      String to = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (line.toUpperCase(Locale.ROOT).replaceFirst("[ :].*", "")) {
          case "RCPT" -> {
            to = line.replaceAll(".*<|>.*", "");
            asked.add(to);
            say(client, refused.getOrDefault(to, "250 well"));
          }
          case "DATA" -> {
            say(client, "354 go on");
            while (!".".equals(lines.readLine())) {}
            taken.add(to);
            say(client, "250 taken");
          }
          case "QUIT" -> {
            say(client, "221 bye");
            return;
          }
          default -> say(client, "250 well");
        }
      }
    } catch (IOException e) {
      // They went away.
      return;
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
