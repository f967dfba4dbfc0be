package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** People at the doors, who know what each of them should say. */
final class ChaosDoors {
  /** Of somebody whom every door lets in, all the time. */
  static final String KNOWN = "04C0FFEE000001";

  private static final int MOST_PAUSE_MILLIS = 100;
  private static final int MOST_FAULTS = 20;

  private final HttpClient http;
  private final Supplier<String> control;

  /** What was answered, by the presentation it answered: each is to be in the journal once. */
  final Map<String, Boolean> answered = new ConcurrentHashMap<>();

  final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  /** Presentations at a reader without power, or busy with somebody else, or to no process. */
  final LongAdder dark = new LongAdder();

  private final BenchTimes times = new BenchTimes();

  ChaosDoors(HttpClient http, Supplier<String> control) {
    this.http = http;
    this.control = control;
  }

  /** Goes from door to door, until it is over. */
  void walk(List<String> readers, Random random, Supplier<Boolean> over)
      throws InterruptedException {
    while (!over.get()) {
      String reader = readers.get(random.nextInt(readers.size()));
      if (random.nextInt(50) == 0) {
        lose(reader, 1 + random.nextInt(4));
      } else if (random.nextInt(4) > 0) {
        present(reader, KNOWN, true);
      } else {
        present(
            reader, HexFormat.of().withUpperCase().toHexDigits(random.nextLong() >>> 8, 14), false);
      }
      Thread.sleep(random.nextInt(MOST_PAUSE_MILLIS));
    }
  }

  /** Holds up a badge, and notes it if the reader answered otherwise than it should. */
  void present(String reader, String badge, boolean granted) throws InterruptedException {
    var body =
        new JsonObject()
            .put("device", reader)
            .put("credential", new JsonObject().put("kind", "uid").put("bytes", badge));
    JsonObject answer;
    try {
      HttpResponse<String> response = send("/present", body);
      if (response.statusCode() == 409) {
        dark.increment();
        return;
      }
      answer = new JsonObject(response.body());
      if (response.statusCode() != 200) {
        fault(reader + " answered " + response.statusCode() + ": " + answer);
        return;
      }
    } catch (IOException e) {
      dark.increment();
      return;
    }
    answered.put(answer.getString("request"), answer.getBoolean("granted"));
    synchronized (times) {
      times.add((long) (answer.getDouble("ms") * 1_000_000));
    }
    if (answer.getBoolean("granted") != granted) fault(reader + " told " + badge + ": " + answer);
  }

  List<JsonObject> devices() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(control.get() + "/devices")).build();
    JsonArray devices =
        new JsonObject(http.send(request, BodyHandlers.ofString()).body()).getJsonArray("devices");
    return devices.stream().map(JsonObject.class::cast).toList();
  }

  BenchTimes times() {
    return times;
  }

  /** One reader alone, without power for so long. */
  private void lose(String reader, int seconds) throws InterruptedException {
    try {
      send("/kill", new JsonObject().put("device", reader).put("seconds", seconds));
    } catch (IOException e) {
      dark.increment();
    }
  }

  private HttpResponse<String> send(String what, JsonObject body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(control.get() + what))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build(),
        BodyHandlers.ofString());
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) faults.add(what);
  }
}
