package mogador.calendars;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import mogador.platform.Ids;

/** Answers with iCalendar text; those who have it already are told so (RFC 9110, 13.1.2). */
final class ICalAnswer {
  private ICalAnswer() {}

  /**
   * Answers 200 or 304.
   *
   * @param caching the Cache-Control header
   */
  static void send(RoutingContext ctx, String text, String caching) {
    String tag = tag(text);
    ctx.response()
        .putHeader("etag", tag)
        .putHeader("cache-control", caching)
        .putHeader("content-type", "text/calendar; charset=utf-8");
    String known = ctx.request().getHeader("if-none-match");
    if (known != null && Stream.of(known.split(",", -1)).anyMatch(one -> same(one.strip(), tag))) {
      ctx.response().setStatusCode(304).end();
    } else {
      ctx.response().end(text);
    }
  }

  /** Weak: a proxy that compresses may keep it. */
  private static String tag(String text) {
    byte[] hash = Ids.sha256(text.getBytes(StandardCharsets.UTF_8));
    return "W/\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22)
        + "\"";
  }

  private static boolean same(String known, String tag) {
    return known.equals("*") || known.equals(tag) || ("W/" + known).equals(tag);
  }
}
