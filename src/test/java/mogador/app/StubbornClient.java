package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;

/**
 * Someone who books, moves, cancels and waits without a pause, and asks again, under the same key,
 * until there is an answer. Remembers all that was answered.
 */
final class StubbornClient {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final List<String> SPACES = List.of("p-01", "p-02", "p-03", "t-a", "m-1");
  private static final int HOURS = 6;
  private static final int HALF_A_DAY = 4;
  private static final int MOST_WAITS = 8;
  private static final int LEAST_STEPS = 60;

  /** What was asked, and the answer of success. */
  record Kept(Request request, Answer answer) {}

  /** Something asked under a key, or without one. */
  record Request(String method, String path, Optional<JsonObject> body, Optional<String> key) {}

  private final HttpClient http;
  private final String url;
  private final Someone self;
  private final String company;
  private final LocalDateTime midnight;
  private final Random random;
  private int asked;
  private int waits;

  /** Each booking as the last answer about it had it, by id. */
  final Map<String, JsonObject> bookings = new LinkedHashMap<>();

  /** How many bookings came of each request that was answered, by the purpose it gave. */
  final Map<String, Integer> booked = new TreeMap<>();

  final List<Kept> kept = new ArrayList<>();
  final Set<String> series = new TreeSet<>();
  final Set<String> parties = new TreeSet<>();
  final Set<String> confirmedOffers = new TreeSet<>();
  final Set<String> waitsLeft = new TreeSet<>();

  /** Answers nobody should get. */
  final List<String> faults = new ArrayList<>();

  /** Requests that were sent and had no answer. */
  int cutOff;

  /**
   * Someone more.
   *
   * @param company they may book for, with its credits
   */
  StubbornClient(
      HttpClient http,
      String url,
      Someone self,
      String company,
      LocalDateTime midnight,
      Random random) {
    this.http = http;
    this.url = url;
    this.self = self;
    this.company = company;
    this.midnight = midnight;
    this.random = random;
  }

  /** Goes on until it is over and enough was done, and the last request has its answer. */
  void runUntil(BooleanSupplier over) throws InterruptedException {
    for (int steps = 0; steps < LEAST_STEPS || !over.getAsBoolean(); steps++) step();
  }

  /** Asks once more, as it was asked. */
  Answer again(Request request) throws InterruptedException {
    return ask(request);
  }

  private void step() throws InterruptedException {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> book();
      case 5, 6 -> bookParty();
      case 7, 8 -> bookSeries();
      case 9, 10 -> move();
      case 11, 12, 13 -> cancel();
      case 14 -> cancelParty();
      case 15 -> changeOrCancelSeries();
      case 16 -> confirmHeld();
      default -> lookAtWaits();
    }
  }

  private void book() throws InterruptedException {
    JsonObject body = paid(atSomeTime(new JsonObject(), 3)).put("hold", random.nextInt(4) == 0);
    if (random.nextInt(4) == 0) body.put("any", anySeat());
    else body.put("space", someSpace());
    Answer answer = place("/api/v1/bookings", body);
    if (answer.status() == 201) {
      booked.put(purpose(), 1);
      remember(answer.json());
    } else if (body.containsKey("space") && waits < MOST_WAITS) {
      waitFor(body);
    }
  }

  private void bookParty() throws InterruptedException {
    int count = 2 + random.nextInt(4);
    Answer answer =
        place(
            "/api/v1/parties",
            atSomeTime(new JsonObject(), 3).put("any", anySeat().put("count", count)));
    if (answer.status() != 201) return;
    booked.put(purpose(), count);
    parties.add(answer.json().getString("id"));
    objects(answer.json().getJsonArray("bookings")).forEach(this::remember);
  }

  private void bookSeries() throws InterruptedException {
    JsonObject body =
        paid(atSomeTime(new JsonObject(), 2))
            .put("space", someSpace())
            .put("rule", "FREQ=DAILY;COUNT=" + (3 + random.nextInt(6)))
            .put("on_conflict", random.nextInt(3) == 0 ? "fail" : "skip");
    Answer answer = place("/api/v1/series", body);
    if (answer.status() != 201) return;
    series.add(answer.json().getString("id"));
    List<JsonObject> occurrences =
        objects(answer.json().getJsonArray("occurrences")).stream()
            .filter(o -> o.containsKey("booking"))
            .toList();
    booked.put(purpose(), occurrences.size());
    for (JsonObject one : occurrences) {
      JsonObject booking = one.getJsonObject("booking").copy();
      for (String place : List.of("space", "starts_at", "ends_at")) {
        booking.put(place, one.getString(place));
      }
      remember(booking.put("series", answer.json().getString("id")));
    }
  }

  private void move() throws InterruptedException {
    Optional<JsonObject> booking = any(b -> isAt(b, "confirmed") || isAt(b, "held"));
    if (booking.isEmpty()) return;
    JsonObject body = atSomeTime(new JsonObject(), 3).put("space", someSpace());
    Answer answer = ask("PATCH", pathOf(booking.get()), Optional.of(body));
    if (answer.status() == 200) remember(answer.json());
  }

  private void cancel() throws InterruptedException {
    Optional<JsonObject> booking = any(b -> !isAt(b, "cancelled"));
    if (booking.isEmpty()) return;
    Answer answer = ask("DELETE", pathOf(booking.get()), Optional.empty());
    if (answer.status() == 200) remember(answer.json());
  }

  private void cancelParty() throws InterruptedException {
    Optional<JsonObject> booking = any(b -> b.containsKey("party") && !isAt(b, "cancelled"));
    if (booking.isEmpty()) return;
    Answer answer =
        ask("DELETE", "/api/v1/parties/" + booking.get().getString("party"), Optional.empty());
    objects(answer.json().getJsonArray("bookings")).forEach(this::remember);
  }

  private void changeOrCancelSeries() throws InterruptedException {
    Optional<JsonObject> booking = any(b -> b.containsKey("series") && !isAt(b, "cancelled"));
    if (booking.isEmpty()) return;
    String path = "/api/v1/series/" + booking.get().getString("series");
    if (random.nextBoolean()) {
      int hour = 8 + random.nextInt(HOURS);
      JsonObject body =
          new JsonObject()
              .put("scope", "all")
              .put("from", "%02d:00".formatted(hour))
              .put("to", "%02d:00".formatted(hour + 1))
              .put("on_conflict", random.nextBoolean() ? "skip" : "fail");
      var request = new Request("PATCH", path, Optional.of(body), Optional.of(nextKey()));
      Answer answer = ask(request);
      if (answer.status() == 200) kept.add(new Kept(request, answer));
    } else {
      ask("DELETE", path, Optional.empty());
    }
    JsonObject now = ask("GET", path, Optional.empty()).json();
    objects(now.getJsonArray("bookings")).forEach(this::remember);
  }

  private void confirmHeld() throws InterruptedException {
    Optional<JsonObject> booking = any(b -> isAt(b, "held"));
    if (booking.isEmpty()) return;
    Answer answer = ask("POST", pathOf(booking.get()) + "/confirm", Optional.empty());
    if (answer.status() == 200) remember(answer.json());
  }

  private void waitFor(JsonObject wanted) throws InterruptedException {
    JsonObject body = wanted.copy();
    body.remove("hold");
    body.remove("purpose");
    body.remove("company");
    if (ask("POST", "/api/v1/waitlist", Optional.of(body)).status() == 201) waits++;
  }

  private void lookAtWaits() throws InterruptedException {
    Answer answer = ask("GET", "/api/v1/waitlist", Optional.empty());
    List<JsonObject> mine = objects(answer.json().getJsonArray("waits"));
    waits = mine.size();
    for (JsonObject wait : mine) {
      boolean offered = isAt(wait, "offered");
      if (offered && random.nextInt(3) > 0) {
        String id = wait.getString("booking");
        Answer taken = ask("POST", "/api/v1/bookings/" + id + "/confirm", Optional.empty());
        if (taken.status() != 200) continue;
        confirmedOffers.add(id);
        remember(taken.json());
      } else if (random.nextInt(offered ? 2 : 8) == 0) {
        String path = "/api/v1/waitlist/" + wait.getString("id");
        if (ask("DELETE", path, Optional.empty()).status() == 204) {
          waitsLeft.add(wait.getString("id"));
        }
      }
    }
  }

  private Answer place(String path, JsonObject body) throws InterruptedException {
    String key = nextKey();
    var request =
        new Request("POST", path, Optional.of(body.put("purpose", key)), Optional.of(key));
    Answer answer = ask(request);
    if (answer.status() == 201) kept.add(new Kept(request, answer));
    return answer;
  }

  private Answer ask(String method, String path, Optional<JsonObject> body)
      throws InterruptedException {
    return ask(new Request(method, path, body, Optional.empty()));
  }

  private Answer ask(Request request) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        Answer answer = send(request);
        if (answer.status() != 503) return noted(request, answer);
      } catch (ConnectException e) {
        // It is down: nothing was sent.
      } catch (IOException e) {
        cutOff++;
      }
      Thread.sleep(PAUSE);
    }
    throw new AssertionError(request + " has no answer");
  }

  private Answer send(Request request) throws IOException, InterruptedException {
    var builder =
        HttpRequest.newBuilder(URI.create(url + request.path()))
            .timeout(Duration.ofSeconds(20))
            .header("authorization", "Bearer " + self.token())
            .method(
                request.method(),
                request
                    .body()
                    .map(body -> BodyPublishers.ofString(body.encode()))
                    .orElseGet(BodyPublishers::noBody));
    if (request.body().isPresent()) builder.header("content-type", "application/json");
    request.key().ifPresent(key -> builder.header("Idempotency-Key", key));
    var response = http.send(builder.build(), BodyHandlers.ofString());
    String body = response.body();
    return new Answer(
        response.statusCode(), body.isEmpty() ? new JsonObject() : new JsonObject(body));
  }

  private Answer noted(Request request, Answer answer) {
    if (!Set.of(200, 201, 204, 409, 422).contains(answer.status())) {
      faults.add(request + ": " + answer);
    }
    return answer;
  }

  private void remember(JsonObject booking) {
    bookings.merge(booking.getString("id"), booking, (before, now) -> before.copy().mergeIn(now));
  }

  private Optional<JsonObject> any(Predicate<JsonObject> wanted) {
    List<JsonObject> found = bookings.values().stream().filter(wanted).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private JsonObject atSomeTime(JsonObject body, int days) {
    LocalDateTime from =
        midnight.plusDays(random.nextInt(days)).plusHours(8 + random.nextInt(HOURS));
    // An hour of a seat is not worth a pass; half a day is.
    int hours = random.nextInt(3) == 0 ? HALF_A_DAY : 1;
    return body.put("from", from.toString()).put("to", from.plusHours(hours).toString());
  }

  /** By a company now and then. */
  private JsonObject paid(JsonObject body) {
    return random.nextInt(3) == 0 ? body.put("company", company) : body;
  }

  private String someSpace() {
    return TestServer.SITE + "/" + SPACES.get(random.nextInt(SPACES.size()));
  }

  private static JsonObject anySeat() {
    return new JsonObject().put("site", TestServer.SITE).put("kind", "position");
  }

  private String nextKey() {
    asked++;
    return purpose();
  }

  private String purpose() {
    return self.email() + " " + asked;
  }

  private static String pathOf(JsonObject booking) {
    return "/api/v1/bookings/" + booking.getString("id");
  }

  private static boolean isAt(JsonObject json, String status) {
    return status.equals(json.getString("status"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
