package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A demo's server and simulator, called as its people would call them. */
final class TourCalls {
  private final HttpClient http;
  private final JsonObject demo;

  TourCalls(HttpClient http, JsonObject demo) {
    this.http = http;
    this.demo = demo;
  }

  /** An answer and its status. */
  record Answer(int status, JsonObject json) {
    JsonObject expecting(int wanted) {
      if (status == wanted) return json;
      throw new Tour.Failed("status " + status + ", not " + wanted + ": " + json.encode());
    }
  }

  String link(String path) {
    return demo.getString("http") + path;
  }

  /** The token of the demo's account with this role. */
  String token(String role) {
    return demo.getJsonArray("accounts").stream()
        .map(JsonObject.class::cast)
        .filter(account -> role.equals(account.getString("role")))
        .map(account -> account.getString("token"))
        .findFirst()
        .orElseThrow(() -> new Tour.Failed("the demo has no " + role));
  }

  Answer get(String path, String token) {
    return send(server(path, token).GET().build());
  }

  Answer post(String path, String token, JsonObject body, String... headers) {
    HttpRequest.Builder request =
        server(path, token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()));
    if (headers.length > 0) request.headers(headers);
    return send(request.build());
  }

  Answer delete(String path, String token) {
    return send(server(path, token).DELETE().build());
  }

  /** Asks the simulator to do something. */
  JsonObject simulate(String what, JsonObject body) {
    return send(HttpRequest.newBuilder(URI.create(demo.getString("simulator") + what))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build())
        .expecting(200);
  }

  List<JsonObject> devices() {
    return send(
            HttpRequest.newBuilder(URI.create(demo.getString("simulator") + "/devices")).build())
        .expecting(200)
        .getJsonArray("devices")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private HttpRequest.Builder server(String path, String token) {
    return HttpRequest.newBuilder(URI.create(demo.getString("http") + path))
        .timeout(Duration.ofSeconds(10))
        .header("authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), new JsonObject(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Tour.Failed("interrupted");
    }
  }
}
