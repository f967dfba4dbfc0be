package mogador.app;

import io.vertx.ext.web.Router;
import mogador.web.ApiPage;
import mogador.web.ApiReader;
import mogador.web.Pages;

/** The REST contract, to read. */
final class ApiDocs {
  private final Pages pages;
  private final ApiPage page;

  ApiDocs(Pages pages, String publicUrl) {
    this.pages = pages;
    this.page = ApiReader.read(RestContract.text(), publicUrl);
  }

  void mount(Router router) {
    router.get("/docs").handler(ctx -> pages.render(ctx, "web/api.jte", page));
  }
}
