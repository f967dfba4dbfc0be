package mogador.reporting;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** A report as a file. */
final class ReportFile {
  private ReportFile() {}

  /** To be kept, and opened in a spreadsheet. */
  static void csv(RoutingContext ctx, String name, String text) {
    send(ctx, "text/csv", "attachment", name + ".csv", text);
  }

  /** To be looked at, printed or kept. */
  static void svg(RoutingContext ctx, String name, String text) {
    send(ctx, "image/svg+xml", "inline", name + ".svg", text);
  }

  private static void send(
      RoutingContext ctx, String type, String disposition, String name, String text) {
    ctx.response()
        .putHeader("content-type", type + "; charset=utf-8")
        .putHeader("content-disposition", disposition + "; filename=\"" + name + "\"")
        .putHeader("cache-control", "no-store")
        .end(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
  }
}
