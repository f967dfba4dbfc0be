package mogador.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one exit for failures on routes: problem+json below {@code /api/}, elsewhere a page in the
 * person's language. What was not expected becomes a 500 with a reference that is in the log.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private final Pages pages;

  ProblemHandler(Pages pages) {
    this.pages = pages;
  }

  /** Takes all failures of a router and of those below it. */
  void mount(Router router) {
    // Of a route's own failures; without this the router would log each refusal as an error.
    router.route().failureHandler(this);
    // Of what reaches no route: no such address, no such method.
    for (int status = 400; status <= 599; status++) router.errorHandler(status, this);
  }

  @Override
  public void handle(RoutingContext ctx) {
    Problem problem = Problems.of(ctx.statusCode(), ctx.failure());
    if (problem.status() >= 500 && problem.status() != 503) problem = logged(ctx, problem);
    if (ctx.response().ended() || ctx.response().closed()) return;
    if (ctx.response().headWritten()) {
      // Too late for an answer: a cut connection is the only honest sign left.
      ctx.request().connection().close();
    } else if (ctx.normalizedPath().startsWith("/api/")) {
      ctx.response()
          .setStatusCode(problem.status())
          .putHeader("content-type", "application/problem+json")
          .putHeader("cache-control", "no-store")
          .end(problem.toJson().toBuffer());
    } else {
      String page = pages.text(pages.frame(ctx), "web/problem.jte", problem);
      ctx.response()
          .setStatusCode(problem.status())
          .putHeader("content-type", "text/html; charset=utf-8")
          .putHeader("cache-control", "no-store")
          .end(page);
    }
  }

  private static Problem logged(RoutingContext ctx, Problem problem) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.error(
        "{} {} failed, reference {}",
        ctx.request().method(),
        ctx.normalizedPath(),
        reference,
        ctx.failure());
    return problem.with("reference", reference);
  }
}
