package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Series changed and cancelled over HTTP, from 1 October 2026 on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesChangeIT {
  private final AtomicInteger people = new AtomicInteger();
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-10-01T08:00:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void oneThenThoseFromOneOnThenAllMoveAndWhatWasMovedAloneStays() {
    Someone nomad = someone();
    String id = series(nomad, "p-01", "FREQ=DAILY;COUNT=5");

    Answer one = patch(nomad, id, "one", "2026-10-06T09:00", new JsonObject().put("from", "15:00"));
    assertThat(one.status()).as(one.json().encode()).isEqualTo(200);
    assertThat(starts(nomad, id))
        .containsExactly(
            "2026-10-05T09:00",
            "2026-10-06T15:00",
            "2026-10-07T09:00",
            "2026-10-08T09:00",
            "2026-10-09T09:00");

    patch(
        nomad,
        id,
        "following",
        "2026-10-08T09:00",
        new JsonObject().put("from", "11:00").put("to", "13:00").put("space", "essaouira/p-02"));
    assertThat(starts(nomad, id))
        .containsExactly(
            "2026-10-05T09:00",
            "2026-10-06T15:00",
            "2026-10-07T09:00",
            "2026-10-08T11:00",
            "2026-10-09T11:00");

    Answer all = patch(nomad, id, "all", "", new JsonObject().put("days", 7));
    assertThat(outcomes(all)).containsExactly("booked", "kept", "booked", "booked", "booked");
    assertThat(starts(nomad, id))
        .containsExactly(
            "2026-10-12T09:00",
            "2026-10-06T15:00",
            "2026-10-14T09:00",
            "2026-10-15T11:00",
            "2026-10-16T11:00");
    assertThat(spaces(nomad, id)).containsExactly("p-01", "p-01", "p-01", "p-02", "p-02");

    patch(nomad, id, "all", "", new JsonObject().put("reset", true));
    assertThat(starts(nomad, id).get(1)).isEqualTo("2026-10-13T09:00");
    assertThat(server.get("/api/v1/series/" + id, nomad).json().getInteger("sequence"))
        .isEqualTo(4);
    assertThat(claims(id)).isEqualTo(5);
    assertThat(rights(id)).isEqualTo(5);
  }

  @Test
  void eachMayTakeThePlaceOfTheNext() {
    Someone nomad = someone();
    String id = series(nomad, "p-03", "FREQ=DAILY;COUNT=4");
    assertThat(outcomes(patch(nomad, id, "all", "", new JsonObject().put("days", 1))))
        .containsOnly("booked");
    assertThat(starts(nomad, id))
        .containsExactly(
            "2026-10-06T09:00", "2026-10-07T09:00", "2026-10-08T09:00", "2026-10-09T09:00");
  }

  @Test
  void oneThatCannotGoFailsAllOrStaysAndThenIsInTheWayOfTheOneBefore() {
    Someone nomad = someone();
    String id = series(nomad, "p-04", "2026-11-05", "FREQ=DAILY;COUNT=3");
    taken("p-04", "2026-11-08T09:00", "2026-11-08T10:00");
    JsonObject later = new JsonObject().put("days", 1);

    Answer failed = patch(nomad, id, "all", "", later.copy());
    assertThat(failed.status()).isEqualTo(409);
    assertThat(failed.code()).isEqualTo("series_conflict");
    assertThat(starts(nomad, id).getFirst()).isEqualTo("2026-11-05T09:00");

    Answer skipped = patch(nomad, id, "all", "", later.copy().put("on_conflict", "skip"));
    assertThat(outcomes(skipped)).as("each keeps the next from moving").containsOnly("kept");
    assertThat(starts(nomad, id))
        .containsExactly("2026-11-05T09:00", "2026-11-06T09:00", "2026-11-07T09:00");

    Answer moved = patch(nomad, id, "all", "", later.copy().put("on_conflict", "move"));
    assertThat(outcomes(moved)).containsExactly("booked", "booked", "moved");
    assertThat(spaces(nomad, id).getLast()).isNotEqualTo("p-04");
    assertThat(claims(id)).isEqualTo(3);
  }

  @Test
  void aDryRunChangesNothingAndARepeatedChangeIsMadeOnce() {
    Someone nomad = someone();
    String id = series(nomad, "p-05", "FREQ=WEEKLY;COUNT=2");
    JsonObject body = new JsonObject().put("scope", "all").put("days", 2);
    Answer dry = server.patch("/api/v1/series/" + id + "?dry_run=true", nomad, body);
    assertThat(dry.json().getJsonArray("occurrences").getJsonObject(0).getString("from"))
        .isEqualTo("2026-10-07T09:00");
    assertThat(starts(nomad, id).getFirst()).isEqualTo("2026-10-05T09:00");
    for (int i = 0; i < 2; i++) {
      Answer done =
          server.patch("/api/v1/series/" + id, nomad, body, "Idempotency-Key", "shift-" + id);
      assertThat(done.status()).isEqualTo(200);
      assertThat(starts(nomad, id)).containsExactly("2026-10-07T09:00", "2026-10-14T09:00");
    }
  }

  @Test
  void aBookingOfASeriesMovedOrCancelledAloneIsAChangeOfTheSeriesAndTellsBoth() {
    Someone nomad = someone();
    String id = series(nomad, "p-06", "FREQ=WEEKLY;COUNT=3");
    JsonObject read = server.get("/api/v1/series/" + id, nomad).json();
    String first = read.getJsonArray("bookings").getJsonObject(0).getString("id");
    String second = read.getJsonArray("bookings").getJsonObject(1).getString("id");
    server.patch(
        "/api/v1/bookings/" + first,
        nomad,
        new JsonObject().put("from", "2026-10-05T16:00").put("to", "2026-10-05T17:00"));
    server.delete("/api/v1/bookings/" + second, nomad);
    assertThat(server.get("/api/v1/series/" + id, nomad).json().getInteger("sequence"))
        .isEqualTo(2);
    Answer all = patch(nomad, id, "all", "", new JsonObject().put("from", "10:00"));
    assertThat(outcomes(all)).as("the moved one stays").containsExactly("kept", "booked");
  }

  @Test
  void oneFollowingAndAllAreCancelledAndTheRestIsKept() {
    Someone nomad = someone();
    String id = series(nomad, "p-07", "FREQ=DAILY;COUNT=6");
    assertThat(cancel(nomad, id, "?scope=one&at=2026-10-06T09:00")).hasSize(1);
    assertThat(cancel(nomad, id, "?scope=one&at=2026-10-06T09:00")).isEmpty();
    assertThat(cancel(nomad, id, "?scope=following&at=2026-10-09T09:00")).hasSize(2);
    assertThat(claims(id)).isEqualTo(3);
    assertThat(cancel(nomad, id, "?scope=all")).hasSize(3);
    assertThat(cancel(nomad, id, "")).isEmpty();
    assertThat(claims(id)).isZero();
    assertThat(rights(id)).isZero();
    assertThat(server.get("/api/v1/series/" + id, nomad).json().getString("cancelled_at"))
        .isNotNull();
    assertThat(series(someone(), "p-07", "FREQ=DAILY;COUNT=6")).isNotEmpty();
  }

  @Test
  void allOfSomeDaysIsCancelledAlsoOccurrencesOfASeries() {
    Someone nomad = someone();
    String id = series(nomad, "p-08", "FREQ=DAILY;COUNT=5");
    book(nomad, "p-09", "2026-10-06T12:00", "2026-10-06T13:00");
    book(nomad, "p-09", "2026-10-10T12:00", "2026-10-10T13:00");
    Someone stranger = someone();
    book(stranger, "p-10", "2026-10-06T12:00", "2026-10-06T13:00");
    JsonObject range = new JsonObject().put("from", "2026-10-06").put("to", "2026-10-08");
    Answer done = server.post("/api/v1/bookings/cancel-range", nomad, range);
    assertThat(done.json().getJsonArray("cancelled")).hasSize(4);
    assertThat(claims(id)).isEqualTo(2);
    assertThat(
            server
                .post("/api/v1/bookings/cancel-range", nomad, range)
                .json()
                .getJsonArray("cancelled"))
        .isEmpty();
    assertThat(server.get("/api/v1/series/" + id, nomad).json().getInteger("sequence"))
        .isEqualTo(1);
    assertThat(
            server
                .post("/api/v1/bookings/cancel-range", stranger, range)
                .json()
                .getJsonArray("cancelled"))
        .hasSize(1);
  }

  @Test
  void aDryRunSaysWhatPassesWouldPayAsTheChangeThenDoes() {
    Someone holder = someone();
    var pack =
        new JsonObject()
            .put("email", holder.email())
            .put("site", "essaouira")
            .put("kind", "position")
            .put("unit", "half_day")
            .put("passes", 2)
            .put("starts_on", "2026-10-01")
            .put("ends_on", "2027-04-01");
    assertThat(server.post("/api/v1/packs", server.manager(), pack).status()).isEqualTo(201);
    String id = series(holder, "p-12", "FREQ=DAILY;COUNT=3");
    JsonObject longer = new JsonObject().put("scope", "all").put("to", "13:00");
    Answer dry = server.patch("/api/v1/series/" + id + "?dry_run=true", holder, longer);
    assertThat(prices(dry)).containsExactly(0L, 0L, 8_400L);
    assertThat(bookings(holder, id)).allMatch(b -> b.getString("to").endsWith("10:00"));
    assertThat(bookings(holder, id))
        .as("an hour is not worth a pass")
        .allMatch(b -> b.getJsonObject("price").getLong("centimes") == 3_000);

    Answer done = server.patch("/api/v1/series/" + id, holder, longer);
    assertThat(prices(done)).isEqualTo(prices(dry));
    assertThat(bookings(holder, id).stream().map(b -> b.getJsonObject("price").getLong("centimes")))
        .containsExactly(0L, 0L, 8_400L);
  }

  private static List<Long> prices(Answer answer) {
    return answer.json().getJsonArray("occurrences").stream()
        .map(o -> ((JsonObject) o).getJsonObject("price").getLong("centimes"))
        .toList();
  }

  @Test
  void badInputIsNamedAndStrangersSeeNothing() {
    Someone nomad = someone();
    String id = series(nomad, "p-11", "FREQ=DAILY;COUNT=2");
    assertThat(server.get("/api/v1/series/" + id, someone()).code()).isEqualTo("unknown_series");
    assertThat(patch(someone(), id, "all", "", new JsonObject()).code())
        .isEqualTo("unknown_series");
    assertThat(server.delete("/api/v1/series/" + id, someone()).code()).isEqualTo("unknown_series");
    assertThat(server.get("/api/v1/series/nonsense", nomad).status()).isEqualTo(404);
    assertThat(named(patch(nomad, id, "one", "", new JsonObject()))).isEqualTo("invalid_input at");
    assertThat(named(patch(nomad, id, "one", "2026-10-07T09:00", new JsonObject())))
        .isEqualTo("unknown_occurrence at");
    assertThat(named(patch(nomad, id, "all", "", new JsonObject().put("from", "25:00"))))
        .isEqualTo("invalid_time from");
    assertThat(named(patch(nomad, id, "all", "", new JsonObject().put("space", "essaouira/none"))))
        .isEqualTo("unknown_space space");
    assertThat(patch(nomad, id, "all", "", new JsonObject().put("days", 99)).status())
        .isEqualTo(400);
    JsonObject century = new JsonObject().put("from", "2026-10-06").put("to", "2126-10-06");
    assertThat(named(server.post("/api/v1/bookings/cancel-range", nomad, century)))
        .isEqualTo("too_long to");
    assertThat(claims(id)).isEqualTo(2);
  }

  private static String named(Answer answer) {
    return answer.code() + " " + answer.json().getString("field");
  }

  private Someone someone() {
    return server.someone("series-" + people.incrementAndGet() + "@example.org");
  }

  private String series(Someone as, String seat, String rule) {
    return series(as, seat, "2026-10-05", rule);
  }

  private String series(Someone as, String seat, String day, String rule) {
    Answer answer =
        server.post(
            "/api/v1/series",
            as,
            new JsonObject()
                .put("space", "essaouira/" + seat)
                .put("from", day + "T09:00")
                .put("to", day + "T10:00")
                .put("rule", rule));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private Answer patch(Someone as, String id, String scope, String at, JsonObject body) {
    body.put("scope", scope);
    if (!at.isEmpty()) body.put("at", at);
    return server.patch("/api/v1/series/" + id, as, body);
  }

  private List<JsonObject> cancel(Someone as, String id, String query) {
    Answer answer = server.delete("/api/v1/series/" + id + query, as);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json().getJsonArray("cancelled").stream().map(JsonObject.class::cast).toList();
  }

  private void taken(String space, String from, String to) {
    book(someone(), space, from, to);
  }

  private void book(Someone as, String space, String from, String to) {
    var body = new JsonObject().put("space", "essaouira/" + space).put("from", from).put("to", to);
    assertThat(server.post("/api/v1/bookings", as, body).status()).isEqualTo(201);
  }

  private static List<String> outcomes(Answer answer) {
    return answer.json().getJsonArray("occurrences").stream()
        .map(o -> ((JsonObject) o).getString("outcome"))
        .toList();
  }

  private List<String> starts(Someone as, String id) {
    return bookings(as, id).stream().map(b -> b.getString("from")).toList();
  }

  private List<String> spaces(Someone as, String id) {
    return bookings(as, id).stream().map(b -> b.getString("space").substring(10)).toList();
  }

  private List<JsonObject> bookings(Someone as, String id) {
    return server.get("/api/v1/series/" + id, as).json().getJsonArray("bookings").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private long claims(String id) {
    return server.count(
        "select count(*) from claim c join booking b on b.id = c.source_id"
            + " where b.series_id = $1::text::uuid",
        id);
  }

  private long rights(String id) {
    return server.count(
        "select count(*) from access_right r join booking b on b.id = r.source_id"
            + " where b.series_id = $1::text::uuid",
        id);
  }
}
