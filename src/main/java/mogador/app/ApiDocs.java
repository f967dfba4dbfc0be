package mogador.app;

import io.vertx.ext.web.Router;
import mogador.web.Pages;

/** The REST contract, to read. */
final class ApiDocs {
  ApiDocs(Pages pages) {}

  void mount(Router router) {
    router.get("/docs").handler(ctx -> ctx.redirect("/api/v1/openapi.yaml"));
  }
}
