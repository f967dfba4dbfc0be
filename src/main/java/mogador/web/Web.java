package mogador.web;

import io.vertx.ext.web.Router;

/** Lays the floor all routes stand on. */
public final class Web {
  private Web() {}

  /**
   * Security headers, languages, assets, the same-origin guard and the exit for failures. To be
   * called first on the root router; bodies are read by the routes that come after.
   */
  public static void mount(Router router, Assets assets, Pages pages) {
    router.route().handler(new SecurityHeaders());
    router.get("/assets/:hash/:name").handler(assets);
    router.route().handler(new Languages());
    router.route().handler(new SameOrigin());
    new ProblemHandler(pages).mount(router);
  }
}
