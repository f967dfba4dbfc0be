package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SseIT {
  private final Vertx vertx = Vertx.vertx();
  private final SseHub<String> hub = new SseHub<>(3);
  private HttpServer server = vertx.createHttpServer();

  @BeforeEach
  void start() throws TimeoutException {
    Router router = Router.router(vertx);
    Assets assets = new Assets();
    Web.mount(router, assets, new Pages(assets, _ -> Visitor.anyone(List.of())));
    for (String topic : List.of("essaouira", "tanger")) {
      router
          .get("/live/" + topic)
          .handler(
              ctx ->
                  hub.listen(ctx, topic, event -> new SseHub.Told("said", topic + "\n" + event)));
    }
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aListenerHearsItsTopicAndNoOther() throws Exception {
    try (var listener = new Listener("essaouira", "")) {
      hub.publish("tanger", "badge");
      hub.publish("essaouira", "seat p-07");
      assertThat(listener.until("seat p-07"))
          .contains("event: said\ndata: essaouira\ndata: seat p-07\n")
          .doesNotContain("badge");
    }
  }

  @Test
  void whoComesBackHearsWhatWasMissed() throws Exception {
    String first;
    try (var listener = new Listener("essaouira", "")) {
      hub.publish("essaouira", "one");
      first = listener.until("data: one");
    }
    hub.publish("essaouira", "two");
    String id = first.replaceAll("(?s).*id: (\\S+).*", "$1");
    try (var listener = new Listener("essaouira", "Last-Event-ID: " + id + "\r\n")) {
      assertThat(listener.until("data: two")).doesNotContain("data: one").doesNotContain("resync");
    }
  }

  @Test
  void nothingIsMissedBetweenAPageAndItsStream() throws Exception {
    hub.publish("essaouira", "before the page");
    String position = hub.position();
    hub.publish("essaouira", "on the way");
    try (var listener = new Listener("essaouira?since=" + position, "")) {
      hub.publish("essaouira", "later");
      assertThat(listener.until("data: later"))
          .contains("data: on the way")
          .doesNotContain("before the page")
          .doesNotContain("resync");
    }
  }

  @Test
  void whoWasAwayTooLongIsToldToAskAgain() throws Exception {
    for (int i = 0; i < 600; i++) hub.publish("essaouira", "event " + i);
    try (var listener = new Listener("essaouira", "Last-Event-ID: 0123abcd-7\r\n")) {
      assertThat(listener.until("event: resync")).doesNotContain("event 599");
    }
  }

  @Test
  void aListenerThatDoesNotReadCostsABoundedQueueAndIsToldLater() throws Exception {
    try (var slow = new Listener("essaouira", "");
        var quick = new Listener("essaouira", "")) {
      String page = "x".repeat(100_000);
      for (int i = 0; i < 400; i++) {
        hub.publish("essaouira", page);
        if (i % 20 == 0) quick.until(page);
      }
      hub.publish("essaouira", "the last");
      assertThat(slow.until("event: resync").length()).isLessThan(40_000_000);
    }
  }

  @Test
  void oneListenerTooManyIsRefusedAndAFreedPlaceIsGivenAgain() throws Exception {
    var first = new Listener("essaouira", "");
    try (var second = new Listener("essaouira", "");
        var third = new Listener("essaouira", "");
        var fourth = new Listener("essaouira", "")) {
      assertThat(fourth.head).contains("503");
      assertThat(second.head + third.head).contains("200");
      first.close();
      for (int i = 0; i < 100 && hub.listeners() > 2; i++) Thread.sleep(20);
      assertThat(hub.listeners()).isEqualTo(2);
    }
  }

  /** A plain socket, so that a listener can also not read. */
  private final class Listener implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    final String head;

    Listener(String topic, String headers) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
      socket.setSoTimeout(5_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      socket
          .getOutputStream()
          .write(
              ("GET /live/" + topic + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      head = until(" ").isEmpty() ? "" : status;
    }

    private String status = "";

    /** Everything read up to the line that contains a text. */
    String until(String text) throws IOException {
      var read = new StringBuilder();
      try {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (status.isEmpty()) status = line;
          read.append(line).append('\n');
          if (line.contains(text)) return read.toString();
        }
      } catch (SocketTimeoutException e) {
        return read + "\ntimed out waiting for " + text;
      }
      return read.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
