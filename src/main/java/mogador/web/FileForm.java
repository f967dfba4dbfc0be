package mogador.web;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A form with files. It waits unread until a route that knows its sender asks for it; then its
 * files come into memory, within bounds, and nowhere else. Nobody who may not send one makes us
 * keep it.
 */
public final class FileForm {
  /** All of it, in bytes. */
  private static final long LARGEST = 32L * 1024 * 1024;

  private final FormBody fields;
  private final Map<String, Buffer> files;

  private FileForm(FormBody fields, Map<String, Buffer> files) {
    this.fields = fields;
    this.files = files;
  }

  public FormBody fields() {
    return fields;
  }

  /** A file as far as it was kept; empty if none was sent. */
  public Buffer file(String name) {
    return files.getOrDefault(name, Buffer.buffer());
  }

  /** Whether a request brings one. */
  public static boolean isOne(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return request.method().equals(HttpMethod.POST)
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /**
   * Lets it wait, and whatever nobody has asked for by then be dropped after the answer. To be
   * called in place of a body handler, on the event loop.
   */
  public static void await(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (length(request) > LARGEST) {
      ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Problems.ofStatus(413).send(ctx);
      return;
    }
    request.pause();
    ctx.addEndHandler(unused -> request.resume());
    ctx.next();
  }

  /** A form says how long it is; one that does not may be endless. */
  private static long length(HttpServerRequest request) {
    String said = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return said != null && said.matches("[0-9]{1,15}") ? Long.parseLong(said) : Long.MAX_VALUE;
  }

  /**
   * Reads it; waits until it is here.
   *
   * @param most of each file that is wanted, in bytes, by its name; the rest of it is dropped, and
   *     so are all others
   * @throws Problem.Fault 415 for a form of another kind, 400 for one that cannot be read
   */
  public static FileForm read(RoutingContext ctx, Map<String, Integer> most) {
    HttpServerRequest request = ctx.request();
    if (!isOne(request)) throw new Problem.Fault(Problems.ofStatus(415));
    Map<String, Buffer> files = new ConcurrentHashMap<>();
    Promise<Void> whole = Promise.promise();
    OwnThread.loop(ctx).runOnContext(unused -> begin(request, most, files, whole));
    whole.future().await();
    return new FileForm(FormBody.of(ctx), Map.copyOf(files));
  }

  private static void begin(
      HttpServerRequest request,
      Map<String, Integer> most,
      Map<String, Buffer> files,
      Promise<Void> whole) {
    try {
      request
          .setExpectMultipart(true)
          .uploadHandler(file -> keep(file, most.getOrDefault(file.name(), 0), files))
          .exceptionHandler(broken -> whole.tryFail(unreadable()))
          .endHandler(unused -> whole.tryComplete())
          .resume();
    } catch (IllegalStateException malformed) {
      whole.tryFail(unreadable());
    }
  }

  private static void keep(HttpServerFileUpload file, int most, Map<String, Buffer> files) {
    var kept = Buffer.buffer();
    file.handler(part -> kept.appendBuffer(part, 0, Math.min(part.length(), most - kept.length())));
    // One that breaks off has no end, and was not sent.
    if (most > 0) file.endHandler(unused -> files.put(file.name(), kept));
  }

  private static Problem.Fault unreadable() {
    return new Problem.Fault(Problem.of(400, "bad_request", "The form could not be read."));
  }
}
