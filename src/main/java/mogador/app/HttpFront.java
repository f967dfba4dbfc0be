package mogador.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mogador.web.Assets;
import mogador.web.FileForm;
import mogador.web.Operations;
import mogador.web.OwnThread;
import mogador.web.Pages;
import mogador.web.Problem;
import mogador.web.Web;

/** One of several identical HTTP servers on one port, each on an event loop of its own. */
final class HttpFront extends VerticleBase {
  private static final long BODY_LIMIT = 64 * 1024;

  /**
   * What the front serves.
   *
   * @param actualPort where it ended up listening
   * @param features mounts the pages of all features
   */
  record Parts(
      String host,
      int port,
      AtomicInteger actualPort,
      Readiness readiness,
      PrometheusMeterRegistry meters,
      OpenAPIContract contract,
      Operations operations,
      Assets assets,
      Pages pages,
      Consumer<Router> features) {}

  private final Parts parts;

  HttpFront(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    Web.mount(router, parts.assets(), parts.pages());
    router.get("/health/live").handler(ctx -> ctx.end("ok"));
    router.get("/health/ready").handler(new OwnThread()).handler(this::ready);
    router.get("/metrics").handler(new OwnThread()).handler(this::metrics);
    BodyHandler bodies = BodyHandler.create(false).setBodyLimit(BODY_LIMIT);
    router
        .route()
        .handler(
            ctx -> {
              if (FileForm.isOne(ctx.request())) FileForm.await(ctx);
              else bodies.handle(ctx);
            });
    router.get("/api/v1/openapi.yaml").handler(HttpFront::contract);
    router.route().handler(this::untilStarted);
    router.route().handler(new OwnThread());
    Router api = Router.router(vertx);
    parts.operations().route(api, parts.contract());
    // Not mounted below a prefix: the contract's paths are whole.
    router
        .route()
        .handler(
            ctx -> {
              if (ctx.normalizedPath().startsWith("/api/")) api.handleContext(ctx);
              else ctx.next();
            });
    parts.features().accept(router);
    var options =
        new HttpServerOptions()
            .setHost(parts.host())
            // Any free port, but the same one for all fronts.
            .setPort(parts.port() == 0 ? -1 : parts.port())
            .setCompressionSupported(true)
            .setMaxInitialLineLength(8_192)
            .setMaxHeaderSize(16_384)
            .setIdleTimeout(120)
            .setTcpNoDelay(true);
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen()
        .onSuccess(server -> parts.actualPort().set(server.actualPort()));
  }

  private void untilStarted(RoutingContext ctx) {
    if (parts.readiness().isStarted()) {
      ctx.next();
      return;
    }
    ctx.response().putHeader("retry-after", "2");
    Problem.of(503, "starting", "The server is starting; try again in a moment.").send(ctx);
  }

  private void ready(RoutingContext ctx) {
    Map<String, Readiness.Part> now = parts.readiness().now();
    boolean ready = now.values().stream().allMatch(Readiness.Part::ready);
    ctx.response().setStatusCode(ready ? 200 : 503);
    ctx.json(Readiness.json(now));
  }

  private void metrics(RoutingContext ctx) {
    ctx.response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(parts.meters().scrape());
  }

  private static void contract(RoutingContext ctx) {
    ctx.response().putHeader("content-type", "application/yaml; charset=utf-8");
    ctx.response().sendFile("openapi.yaml");
  }
}
