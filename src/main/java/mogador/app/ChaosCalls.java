package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Someone's calls to a server that comes and goes: asked again until there is an answer. */
final class ChaosCalls {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final HttpClient http;
  private final String url;
  private final String token;

  private final Troubles troubles;

  ChaosCalls(HttpClient http, String url, String token, Troubles troubles) {
    this.http = http;
    this.url = url;
    this.token = token;
    this.troubles = troubles;
  }

  /**
   * What everyone met with.
   *
   * @param cutOff requests that had no answer
   * @param unavailable answers that it is not to be had just now
   * @param broken answers of a server that did not know what was wrong
   */
  record Troubles(LongAdder cutOff, LongAdder unavailable, LongAdder broken) {
    Troubles() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  /** An answer that is not of a server in trouble. */
  record Answer(int status, JsonObject json) {}

  Answer get(String path) throws InterruptedException {
    return ask("GET", path, Optional.empty(), Optional.empty());
  }

  Answer post(String path, JsonObject body) throws InterruptedException {
    return ask("POST", path, Optional.of(body), Optional.empty());
  }

  /** Done once, however often it is asked under this key. */
  Answer post(String path, JsonObject body, String key) throws InterruptedException {
    return ask("POST", path, Optional.of(body), Optional.of(key));
  }

  Answer delete(String path) throws InterruptedException {
    return ask("DELETE", path, Optional.empty(), Optional.empty());
  }

  private Answer ask(String method, String path, Optional<JsonObject> body, Optional<String> key)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LONGEST)
            .header("authorization", "Bearer " + token)
            .method(
                method,
                body.map(it -> BodyPublishers.ofString(it.encode()))
                    .orElseGet(BodyPublishers::noBody));
    if (body.isPresent()) request.header("content-type", "application/json");
    key.ifPresent(it -> request.header("Idempotency-Key", it));
    return ask(request.build());
  }

  private Answer ask(HttpRequest request) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int last = 0;
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        last = response.statusCode();
        if (last < 500) {
          String body = response.body();
          return new Answer(last, body.isEmpty() ? new JsonObject() : new JsonObject(body));
        }
        (last == 503 ? troubles.unavailable : troubles.broken).increment();
      } catch (IOException e) {
        troubles.cutOff.increment();
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException(
        "no answer to %s %s for %d s; the last was %d"
            .formatted(request.method(), request.uri(), PATIENCE.toSeconds(), last));
  }
}
