package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Every page in a real browser: on a phone and a desk, both directions, light and dark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesE2E {
  /** {@code -Dmogador.look=DIR} keeps a picture of each. */
  private static final String LOOK = System.getProperty("mogador.look", "");

  private static final String ONLY = System.getProperty("mogador.look.only", "");

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server = vertx.createHttpServer();
  private final ChromeDriver browser = browser();

  @BeforeAll
  void start() throws TimeoutException {
    Router router = Router.router(vertx);
    Assets assets = new Assets();
    var links =
        List.of(
            new Visitor.Link("nav.book", "/"),
            new Visitor.Link("nav.mine", "/me/bookings"),
            new Visitor.Link("nav.ops", "/ops/essaouira"),
            new Visitor.Link("nav.mails", "/demo/mails"));
    Pages pages = new Pages(assets, _ -> new Visitor(Optional.of("Nadia Berrada"), links));
    Web.mount(router, assets, pages);
    var hub = new SseHub<Integer>(10);
    router
        .get("/ops/essaouira/events")
        .handler(ctx -> hub.listen(ctx, "essaouira", n -> new SseHub.Told("n", "" + n)));
    router
        .get("/ops/essaouira/muster/events")
        .handler(ctx -> hub.listen(ctx, "muster", n -> new SseHub.Told("n", "" + n)));
    router.get("/me/code").handler(ctx -> ctx.json(codes()));
    router.get("/ops/essaouira/past.json").handler(ctx -> ctx.json(aDay()));
    SamplePages.all()
        .forEach(
            (path, sample) ->
                router
                    .get(path)
                    .handler(ctx -> pages.render(ctx, sample.template(), sample.page())));
    server.requestHandler(router).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  /** What a phone's page asks for: the codes of the coming half hour, here all the same. */
  private static JsonObject codes() {
    long now = System.currentTimeMillis();
    QrSvg.Modules modules = QrSvg.modulesOf("MGD2." + "A".repeat(26) + "." + "B".repeat(16));
    return new JsonObject()
        .put("now", now)
        .put("step_ms", 30_000)
        .put("first", now / 30_000)
        .put("size", modules.size())
        .put("codes", new JsonArray(Collections.nCopies(60, modules.bits())));
  }

  /** What the slider of a past day asks for. */
  private static JsonObject aDay() {
    return new JsonObject()
        .put("from", 1_796_000_400)
        .put("length", 86_400)
        .put("clock", new JsonArray().add(new JsonArray().add(0).add(3_600)))
        .put("spaces", new JsonObject());
  }

  @AfterAll
  void stop() throws TimeoutException {
    browser.quit();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void everyPageFitsAndIsAccessible() throws IOException {
    boolean wide = false;
    for (String path : SamplePages.all().keySet()) {
      if (!ONLY.isEmpty() && !List.of(ONLY.split(",")).contains(path)) continue;
      // By turns: each page takes seconds. All variants are seen when pictures are wanted.
      wide = !wide;
      if (wide || !LOOK.isEmpty()) look(path, 1440, "ar", "dark");
      if (!wide || !LOOK.isEmpty()) look(path, 390, "fr", "light");
      if (LOOK.isEmpty()) continue;
      look(path, 390, "ar", "dark");
      look(path, 1440, "fr", "light");
    }
    look("/nothing-here", 390, "fr", "light");
  }

  private void look(String path, int width, String language, String scheme) throws IOException {
    String name = "%s at %d in %s, %s".formatted(path, width, language, scheme);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.get("http://127.0.0.1:" + server.actualPort() + path + "?lang=" + language);
    browser.executeAsyncScript("document.fonts.ready.then(() => arguments[0]())");
    picture(path, width, language, scheme);
    assertThat(
            browser.executeScript(
                "const d = document.documentElement; return d.scrollWidth - d.clientWidth"))
        .as("what is too wide on " + name)
        .isEqualTo(0L);
    assertThat(
            browser.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .filter(line -> !path.startsWith("/nothing") || !line.contains("404"))
                .toList())
        .as("console of " + name)
        .isEmpty();
    assertThat(Axe.all(browser)).as("axe on " + name).isEmpty();
  }

  private void picture(String path, int width, String language, String scheme) throws IOException {
    if (LOOK.isEmpty()) return;
    Object height =
        browser.executeScript("return Math.min(3200, document.documentElement.scrollHeight)");
    var clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    Map<String, Object> shot =
        browser.executeCdpCommand(
            "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    String file =
        (path.equals("/") ? "search" : path.substring(1).replace('/', '-'))
            + "-"
            + width
            + "-"
            + language
            + "-"
            + scheme
            + ".png";
    Files.createDirectories(Path.of(LOOK));
    Files.write(Path.of(LOOK, file), Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
  }

  private static ChromeDriver browser() {
    var options = new ChromeOptions();
    options.addArguments(
        "--headless",
        "--force-prefers-reduced-motion",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    return new ChromeDriver(options);
  }
}
