package mogador.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One open stream of server-sent events. A listener too slow to follow loses events and is told so
 * by a {@code resync} event once it has caught up: it then asks for the whole state again. To be
 * used on its own context only.
 */
final class Sse {
  static final String RESYNC = "resync";
  private static final long HEARTBEAT_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final int QUEUE_BYTES = 256 * 1024;

  /**
   * An event as it goes out.
   *
   * @param id what the browser sends back as {@code Last-Event-ID}; empty for none
   */
  record Message(String name, String id, String data) {
    String text() {
      var text = new StringBuilder(data.length() + 64);
      if (!id.isEmpty()) text.append("id: ").append(id).append('\n');
      text.append("event: ").append(name).append('\n');
      data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      if (data.isEmpty()) text.append("data:\n");
      return text.append('\n').toString();
    }
  }

  private final HttpServerResponse response;
  private final Context context;
  private final Optional<String> lastEventId;
  private final Runnable onClose;
  private long heartbeat;
  private boolean closed;
  private boolean lost;

  /** Answers the request with an endless stream; {@code onClose} runs once, when it ends. */
  Sse(RoutingContext ctx, Runnable onClose) {
    this.onClose = onClose;
    response = ctx.response();
    context = OwnThread.loop(ctx);
    // A browser says the first time, in the address, up to where the page it has just got reaches.
    lastEventId =
        Optional.ofNullable(ctx.request().getHeader("last-event-id"))
            .or(() -> Input.query(ctx, "since").filter(since -> !since.isBlank()));
    context.runOnContext(_ -> open());
  }

  private void open() {
    response.closeHandler(_ -> close());
    response.exceptionHandler(_ -> close());
    response.drainHandler(_ -> catchUp());
    heartbeat = context.owner().setPeriodic(HEARTBEAT_MILLIS, _ -> beat());
    if (response.closed()) {
      close();
      return;
    }
    response
        .setChunked(true)
        .setWriteQueueMaxSize(QUEUE_BYTES)
        .putHeader("content-type", "text/event-stream")
        .putHeader("content-encoding", "identity")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no");
    write("retry: 2000\n\n");
  }

  private void close() {
    if (closed) return;
    closed = true;
    context.owner().cancelTimer(heartbeat);
    onClose.run();
  }

  Context context() {
    return context;
  }

  Optional<String> lastEventId() {
    return lastEventId;
  }

  void send(Message message) {
    if (closed) return;
    if (lost || response.writeQueueFull()) {
      lost = true;
      catchUp();
    } else {
      write(message.text());
    }
  }

  /** Notes that events were not even offered; the listener is told as soon as it can take it. */
  void lose() {
    lost = true;
    catchUp();
  }

  private void beat() {
    if (lost) catchUp();
    else if (!closed && !response.writeQueueFull()) write(": beat\n\n");
  }

  private void catchUp() {
    if (closed || !lost || response.writeQueueFull()) return;
    lost = false;
    write(new Message(RESYNC, "", "").text());
  }

  /** A failed write is a connection gone, which the close handler is told of. */
  private void write(String text) {
    var unused = response.write(text);
  }
}
