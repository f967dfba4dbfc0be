package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The world around the devices, by HTTP on the loopback: cards to hold up, seats to take. */
final class ControlServer implements AutoCloseable {
  private static final int LARGEST_BODY = 16 * 1024;
  private static final Pattern HERE = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  /** An answer other than 200. */
  static final class Refused extends Exception {
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private interface Action {
    JsonNode perform(JsonNode body) throws Refused;
  }

  private final HttpServer server;
  private final byte[] page = page();

  /**
   * @param port 0 for a free one
   */
  ControlServer(int port, List<Device> devices) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var world = new World(devices);
    server.createContext("/", exchange -> serve(exchange, "GET", this::sendPage));
    get("/devices", body -> world.devices());
    post("/present", world::present);
    post("/presence", world::presence);
    post("/pass", world::pass);
    post("/door", world::door);
    post("/exit", world::exit);
    post("/tamper", world::tamper);
    post("/battery", world::battery);
    post("/clock", world::clock);
    post("/reboot", world::reboot);
    post("/offline", world::offline);
    post("/kill", world::kill);
    post("/wipe", world::wipe);
    post("/network", world::network);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException, Refused;
  }

  private void get(String path, Action action) {
    server.createContext(
        path,
        exchange ->
            serve(
                exchange,
                "GET",
                it -> send(it, 200, action.perform(Messages.JSON.createObjectNode()))));
  }

  private void post(String path, Action action) {
    server.createContext(
        path, exchange -> serve(exchange, "POST", it -> send(it, 200, action.perform(body(it)))));
  }

  private void serve(HttpExchange exchange, String method, Handler handler) throws IOException {
    try (exchange) {
      try {
        checkSender(exchange);
        String path = exchange.getRequestURI().getPath();
        if (!path.equals(exchange.getHttpContext().getPath())) {
          throw new Refused(404, "there is no " + path);
        }
        if (!exchange.getRequestMethod().equals(method)) throw new Refused(405, "use " + method);
        handler.handle(exchange);
      } catch (Refused refused) {
        ObjectNode error = Messages.JSON.createObjectNode();
        send(exchange, refused.status, error.put("error", refused.getMessage()));
      }
    }
  }

  /** Keeps pages of other origins in a browser on this machine from opening doors. */
  private static void checkSender(HttpExchange exchange) throws Refused {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    boolean known = host != null && HERE.matcher(host).matches();
    if (!known || (origin != null && !origin.equals("http://" + host))) {
      throw new Refused(403, "only for this machine's own pages and programs");
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException, Refused {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) throw new Refused(413, "more than 16 KiB");
    try {
      JsonNode read = Messages.JSON.readTree(body);
      if (read.isObject()) return read;
    } catch (IOException malformed) {
      throw new Refused(400, "the body is not JSON");
    }
    throw new Refused(400, "the body must be a JSON object");
  }

  private void sendPage(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'self'; img-src data:; script-src 'unsafe-inline'; style-src"
                + " 'unsafe-inline'");
    send(exchange, 200, "text/html; charset=utf-8", page);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "application/json", bytes);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static byte[] page() {
    try (var in = ControlServer.class.getResourceAsStream("control.html")) {
      if (in == null) throw new IllegalStateException("control.html is missing");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
