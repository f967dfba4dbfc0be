package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The floor under all pages, on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Assets assets = new Assets();
  private final HttpServer server = vertx.createHttpServer();

  @BeforeAll
  void start() throws TimeoutException {
    Router router = Router.router(vertx);
    Web.mount(router, assets, new Pages(assets, _ -> Visitor.anyone(List.of())));
    router.route().handler(BodyHandler.create(false).setBodyLimit(1_000));
    router
        .get("/broken")
        .handler(
            _ -> {
              throw new IllegalStateException("a secret of the server");
            });
    router
        .get("/api/v1/broken")
        .handler(
            _ -> {
              throw new IllegalStateException("a secret of the server");
            });
    router
        .post("/api/v1/things")
        .handler(ctx -> ctx.end(new JsonObject(ctx.body().buffer()).encode()));
    router
        .get("/api/v1/taken")
        .handler(
            ctx ->
                Problem.of(409, "slot_taken", "p-07 is taken.")
                    .field("space")
                    .with("alternatives", List.of("p-08"))
                    .send(ctx));
    router.post("/form").handler(ctx -> ctx.end(FormBody.of(ctx).requiredDate("day").toString()));
    server.requestHandler(router).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void assetsAreKeptForEverAndSentGzipped() throws Exception {
    var answer =
        client.send(
            request(assets.address("htmx.js")).header("accept-encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(header(answer, "cache-control")).contains("immutable");
    assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
    assertThat(header(answer, "content-type")).startsWith("text/javascript");
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains("htmx");
    }
    var again =
        get(
            assets.address("htmx.js"),
            "if-none-match",
            header(answer, "etag"),
            "accept-encoding",
            "gzip");
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void theAddressOfAnOldAssetGivesTodaysButMayNotBeKept() throws Exception {
    var answer = get("/assets/000000000000/mogador.css");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
    assertThat(get("/assets/000000000000/../../etc/passwd").statusCode()).isEqualTo(404);
  }

  @Test
  void scriptsAndStylesTogetherStayLight() throws Exception {
    int scripts = 0;
    for (String name : List.of("htmx.js", "mogador.js", "live.js")) {
      scripts +=
          client
              .send(
                  request(assets.address(name)).header("accept-encoding", "gzip").build(),
                  BodyHandlers.ofByteArray())
              .body()
              .length;
    }
    assertThat(scripts).isBetween(1_000, 60_000);
  }

  @Test
  void everyAnswerForbidsForeignScriptsAndFrames() throws Exception {
    for (String path : List.of("/nothing", "/api/v1/taken", assets.address("mogador.css"))) {
      var answer = get(path);
      assertThat(header(answer, "content-security-policy"))
          .contains("script-src 'self'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @Test
  void aMissingPageIsExplainedInThePersonsLanguage() throws Exception {
    var french = get("/nothing");
    assertThat(french.statusCode()).isEqualTo(404);
    assertThat(french.body())
        .contains("<html lang=\"fr\" dir=\"ltr\">")
        .contains("Page introuvable");
    var arabic = get("/nothing?lang=ar");
    assertThat(arabic.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
    assertThat(header(arabic, "set-cookie")).startsWith("lang=ar").contains("SameSite=Lax");
    assertThat(get("/nothing", "cookie", "lang=en").body()).contains("Page not found");
    assertThat(get("/nothing", "accept-language", "de, ar;q=0.8, en;q=0.5").body())
        .contains("<html lang=\"ar\"");
    assertThat(get("/nothing?lang=xx").body()).contains("<html lang=\"fr\"");
  }

  @Test
  void theLanguageSwitchKeepsThePageAndItsQuery() throws Exception {
    assertThat(get("/nothing?day=2026-12-01&lang=fr").body())
        .contains("href=\"/nothing?day=2026-12-01&amp;lang=ar\"");
  }

  @Test
  void whatAVisitorTypesIsNeverMarkup() throws Exception {
    assertThat(get("/nothing?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body())
        .doesNotContain("<script>alert");
  }

  @Test
  void refusalsOfTheApiAreProblemJsonWithACode() throws Exception {
    var answer = get("/api/v1/taken");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"type": "/docs/problems#slot_taken", "title": "Slot taken", "status": 409,
                 "code": "slot_taken", "detail": "p-07 is taken.", "field": "space",
                 "alternatives": ["p-08"]}\
                """));
  }

  @Test
  void badBodiesOfTheApiAreNamed() throws Exception {
    assertThat(code(post("/api/v1/things", "{no json"))).isEqualTo("400 malformed_json");
    assertThat(code(post("/api/v1/things", "x".repeat(1_001)))).isEqualTo("413 body_too_large");
    assertThat(code(get("/api/v1/things"))).isEqualTo("405 method_not_allowed");
    assertThat(code(get("/api/v1/nothing"))).isEqualTo("404 not_found");
  }

  @Test
  void anUnexpectedFailureTellsAReferenceAndNoSecret() throws Exception {
    var api = get("/api/v1/broken");
    assertThat(code(api)).isEqualTo("500 unexpected");
    assertThat(new JsonObject(api.body()).getString("reference")).hasSize(8);
    assertThat(api.body()).doesNotContain("secret").doesNotContain("IllegalState");
    var page = get("/broken");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).contains("Référence").doesNotContain("secret");
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws Exception {
    assertThat(form("day=2026-12-01", "sec-fetch-site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(form("day=2026-12-01", "origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(form("day=2026-12-01", "x", "y").statusCode()).isEqualTo(403);
    assertThat(form("day=2026-12-01", "sec-fetch-site", "same-origin").body())
        .isEqualTo("2026-12-01");
    assertThat(form("day=2026-12-01", "origin", base()).body()).isEqualTo("2026-12-01");
  }

  @Test
  void aFieldAtFaultIsNamed() throws Exception {
    var answer = form("day=tomorrow", "sec-fetch-site", "same-origin");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Champ en cause : day");
  }

  private String base() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path));
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) request.headers(headers);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> form(String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        request("/form")
            .header("content-type", "application/x-www-form-urlencoded")
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
