package mogador.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Refuses a change asked for by another site's page: what alters something must come from our own
 * origin. The API below {@code /api/} is exempt, its bearer tokens are never sent by a browser on
 * its own.
 */
final class SameOrigin implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (SAFE.contains(request.method())
        || ctx.normalizedPath().startsWith("/api/")
        || isOurs(request)) {
      ctx.next();
    } else {
      Problem.of(403, "other_origin", "This change was not asked for by one of our own pages.")
          .send(ctx);
    }
  }

  private static boolean isOurs(HttpServerRequest request) {
    String site = request.getHeader("sec-fetch-site");
    if (site != null) return site.equals("same-origin");
    // Browsers send no Sec-Fetch-Site over plain http to other hosts than localhost.
    String origin = request.getHeader("origin");
    HostAndPort host = request.authority();
    return origin != null
        && host != null
        && origin.replaceFirst("^https?://", "").equals(host.toString());
  }
}
