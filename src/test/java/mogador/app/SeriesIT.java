package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series over HTTP, from 1 October 2026 on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesIT {
  private final AtomicInteger seats = new AtomicInteger();
  private TestServer server;
  private Someone nomad;
  private Someone other;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-10-01T08:00:00Z"));
    nomad = server.nomad();
    other = server.someone("other@example.org");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void eachOccurrenceIsABookingOfItsOwnAndTheRepeatedRequestGetsTheFirstAnswer() {
    String seat = seat();
    JsonObject body = series(seat, "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10");
    Answer first = server.post("/api/v1/series", nomad, body, "Idempotency-Key", "series-1");
    assertThat(first.status()).as(first.json().encode()).isEqualTo(201);
    List<JsonObject> occurrences = occurrences(first);
    assertThat(occurrences).hasSize(10).allMatch(o -> o.getString("outcome").equals("booked"));
    assertThat(occurrences.getFirst().getString("recurrence")).isEqualTo("2026-10-05T09:00");
    assertThat(occurrences.getLast().getString("recurrence")).isEqualTo("2026-11-04T09:00");
    assertThat(first.json().getLong("total_centimes"))
        .isEqualTo(10 * occurrences.getFirst().getJsonObject("price").getLong("centimes"));

    Answer again = server.post("/api/v1/series", nomad, body, "Idempotency-Key", "series-1");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(bookings(first)).isEqualTo(10);
    assertThat(
            count(
                "select count(*) from claim c join booking b on b.id = c.source_id"
                    + " where b.series_id = $1::text::uuid",
                first))
        .isEqualTo(10);
    assertThat(
            count(
                "select count(*) from access_right r join booking b on b.id = r.source_id"
                    + " where b.series_id = $1::text::uuid",
                first))
        .isEqualTo(10);
    assertThat(
            server
                .post(
                    "/api/v1/series",
                    nomad,
                    body.copy().put("purpose", "x"),
                    "Idempotency-Key",
                    "series-1")
                .code())
        .isEqualTo("idempotency_key_reused");

    Answer one =
        server.get("/api/v1/bookings/" + booking(occurrences.getFirst()).getString("id"), nomad);
    assertThat(one.json().getString("series")).isEqualTo(first.json().getString("id"));
    assertThat(one.json().getString("recurrence")).isEqualTo("2026-10-05T09:00");
  }

  @Test
  void oneThatIsTakenFailsTheWholeOrIsSkippedOrMoved() {
    String seat = seat();
    taken(seat, "2027-01-12T10:00", "2027-01-12T11:00");
    JsonObject body =
        series(seat, "FREQ=WEEKLY;COUNT=3")
            .put("from", "2027-01-05T09:00")
            .put("to", "2027-01-05T12:00");

    Answer failed = server.post("/api/v1/series", nomad, body);
    assertThat(failed.status()).isEqualTo(409);
    assertThat(failed.code()).isEqualTo("series_conflict");
    assertThat(outcomes(failed)).containsExactly("booked", "conflict", "booked");
    assertThat(why(failed, 1)).isEqualTo("slot_taken");
    assertThat(held(seat)).as("only what was held before").isEqualTo(1);

    JsonObject skipping = body.copy().put("on_conflict", "skip");
    Answer planned = server.post("/api/v1/series/precheck", nomad, skipping);
    assertThat(planned.status()).isEqualTo(200);
    assertThat(outcomes(planned)).containsExactly("booked", "skipped", "booked");
    assertThat(planned.json().getBoolean("possible")).isTrue();
    assertThat(held(seat)).isEqualTo(1);

    Answer skipped =
        server.post(
            "/api/v1/series", nomad, skipping.put("plan", planned.json().getString("plan")));
    assertThat(skipped.status()).isEqualTo(201);
    assertThat(outcomes(skipped)).containsExactly("booked", "skipped", "booked");
    assertThat(skipped.json().getLong("total_centimes"))
        .isEqualTo(planned.json().getLong("total_centimes"));
    assertThat(held(seat)).isEqualTo(3);

    Answer moved = server.post("/api/v1/series", other, body.copy().put("on_conflict", "move"));
    assertThat(outcomes(moved)).containsExactly("moved", "moved", "moved");
    assertThat(occurrences(moved).get(1).getString("from")).isEqualTo("2027-01-12T09:00");
    assertThat(occurrences(moved).get(1).getString("space")).isNotEqualTo("essaouira/" + seat);
  }

  @Test
  void whereNoOtherSpaceIsFreeItMovesToTheNearestTimeThatDay() {
    taken("m-3", "2026-10-13T09:00", "2026-10-13T10:30");
    for (String room : List.of("m-1", "m-2", "m-4")) {
      taken(room, "2026-10-13T08:00", "2026-10-13T20:00");
    }
    JsonObject body =
        series("m-3", "FREQ=WEEKLY;COUNT=2")
            .put("from", "2026-10-13T09:00")
            .put("to", "2026-10-13T11:00")
            .put("on_conflict", "move");
    Answer answer = server.post("/api/v1/series", nomad, body);
    assertThat(outcomes(answer)).containsExactly("moved", "booked");
    JsonObject moved = occurrences(answer).getFirst();
    assertThat(moved.getString("space")).isEqualTo("essaouira/m-3");
    assertThat(moved.getString("from")).isEqualTo("2026-10-13T10:45");
    assertThat(moved.getString("to")).isEqualTo("2026-10-13T12:45");
    assertThat(moved.getString("recurrence")).isEqualTo("2026-10-13T09:00");
  }

  @Test
  void aQuotaCountsTheOccurrencesBefore() {
    Someone busy = server.someone("busy@example.org");
    JsonObject body =
        series("m-4", "FREQ=DAILY;COUNT=25")
            .put("from", "2027-02-01T09:00")
            .put("to", "2027-02-01T10:00");
    Answer failed = server.post("/api/v1/series", busy, body);
    assertThat(failed.code()).isEqualTo("series_conflict");
    Answer skipped = server.post("/api/v1/series", busy, body.put("on_conflict", "skip"));
    assertThat(skipped.status()).isEqualTo(201);
    assertThat(outcomes(skipped).subList(0, 20)).containsOnly("booked");
    assertThat(outcomes(skipped).subList(20, 25)).containsOnly("skipped");
    assertThat(why(skipped, 24)).startsWith("quota");
    assertThat(bookings(skipped)).isEqualTo(20);
  }

  @Test
  void aPlanThatNoLongerHoldsIsNotBooked() {
    String seat = seat();
    JsonObject body = series(seat, "FREQ=DAILY;COUNT=3").put("on_conflict", "skip");
    String plan = server.post("/api/v1/series/precheck", nomad, body).json().getString("plan");
    taken(seat, "2026-10-06T09:00", "2026-10-06T10:00");
    Answer answer = server.post("/api/v1/series", nomad, body.put("plan", plan));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(outcomes(answer)).containsExactly("booked", "skipped", "booked");
    assertThat(held(seat)).isEqualTo(1);
  }

  @Test
  void exceptionsAreLeftOutByDateOrByStart() {
    JsonObject body =
        series(seat(), "FREQ=DAILY;COUNT=4")
            .put("except", new JsonArray().add("2026-10-06").add("2026-10-08T09:00"));
    Answer answer = server.post("/api/v1/series", nomad, body);
    assertThat(outcomes(answer)).containsExactly("booked", "skipped", "booked", "skipped");
    assertThat(why(answer, 1)).isEqualTo("excepted");
    assertThat(bookings(answer)).isEqualTo(2);
  }

  @Test
  void anyOfAKindIsTheSeatThatIsFreeMostOftenAndAnotherWhereItIsNot() {
    JsonObject body =
        series("", "FREQ=DAILY;COUNT=3")
            .put("from", "2026-12-07T09:00")
            .put("to", "2026-12-07T10:00")
            .put("any", new JsonObject().put("site", "essaouira").put("kind", "position"));
    body.remove("space");
    taken("p-01", "2026-12-08T09:00", "2026-12-08T10:00");
    Answer answer = server.post("/api/v1/series", nomad, body);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    assertThat(outcomes(answer)).containsOnly("booked");
    assertThat(answer.json().getString("space")).isEqualTo("essaouira/p-02");
    assertThat(occurrences(answer)).allMatch(o -> o.getString("space").equals("essaouira/p-02"));
  }

  @Test
  void aRuleWithoutEndGoesAsFarAsOneMayBookAndSaysSo() {
    Answer planned =
        server.post("/api/v1/series/precheck", nomad, series(seat(), "FREQ=WEEKLY;BYDAY=MO"));
    assertThat(planned.status()).isEqualTo(200);
    assertThat(planned.json().getString("bounded_at")).isNotNull();
    assertThat(occurrences(planned)).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2 | no_occurrence | rule",
        "FREQ=DAILY;COUNT=10000 | too_many_occurrences | rule",
        "FREQ=DAILY;COUNT=99999999999999 | invalid_rule | rule",
        "FREQ=WEEKLY;UNTIL=21261005 | too_far_ahead | rule",
        "FREQ=YEARLY;COUNT=100 | too_far_ahead | rule",
        "FREQ=HOURLY;COUNT=3 | invalid_rule | rule",
        "FREQ=SECONDLY | invalid_rule | rule",
        "FREQ=DAILY;BYSECOND=5 | invalid_rule | rule",
        "FREQ=DAILY;INTERVAL=0 | invalid_rule | rule",
        "FREQ=DAILY;COUNT=2;UNTIL=20261101 | invalid_rule | rule",
        "FREQ=WEEKLY;UNTIL=20260101 | no_occurrence | rule",
        "nonsense | invalid_rule | rule"
      })
  void aRuleThatCannotBeIsRefusedAndNamed(String rule, String code, String field) {
    Answer answer = server.post("/api/v1/series", nomad, series("p-35", rule));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().getString("field")).isEqualTo(field);
    assertThat(held("p-35")).isZero();
  }

  @Test
  void otherBadInputIsNamed() {
    JsonObject body = series("p-35", "FREQ=DAILY;COUNT=2");
    assertThat(refused(body.copy().put("space", "essaouira/nowhere")))
        .isEqualTo("404 unknown_space space");
    assertThat(refused(body.copy().put("to", "2026-10-05T08:00")))
        .isEqualTo("422 end_before_start to");
    assertThat(refused(body.copy().put("from", "2026-10-05T09:07")))
        .isEqualTo("422 off_grain from");
    assertThat(refused(body.copy().put("from", "2020-10-05T09:00").put("to", "2020-10-05T10:00")))
        .isEqualTo("422 in_the_past from");
    assertThat(refused(body.copy().put("except", new JsonArray().add("tomorrow"))))
        .isEqualTo("422 invalid_time except");
    assertThat(refused(body.copy().put("on_conflict", "pray"))).startsWith("400 invalid_input");
    assertThat(refused(body.copy().put("hold", true))).startsWith("400 invalid_input");
    assertThat(refused(body.copy().put("for", "other@example.org")))
        .isEqualTo("403 not_on_behalf for");
    assertThat(held("p-35")).isZero();
  }

  @Test
  void aConnectionLostInTheMiddleLeavesNothingAndTheRetryBooksAll() {
    String seat = seat();
    JsonObject body =
        series(seat, "FREQ=DAILY;COUNT=12")
            .put("from", "2026-12-21T09:00")
            .put("to", "2026-12-21T10:00")
            .put("purpose", "killed");
    long before = held(seat);
    var sql = server.database().sql();
    sql.run(
        """
        create function kill_seventh() returns trigger language plpgsql as $$
        begin
          if new.purpose = 'killed' and new.recurrence = '2026-12-27 09:00' then
            perform pg_terminate_backend(pg_backend_pid());
          end if;
          return new;
        end $$
        """);
    sql.run(
        "create trigger kill_seventh before insert on booking for each row execute function"
            + " kill_seventh()");
    Answer lost = server.post("/api/v1/series", nomad, body, "Idempotency-Key", "killed");
    assertThat(lost.status()).isGreaterThanOrEqualTo(500);
    assertThat(held(seat)).isEqualTo(before);
    assertThat(server.count("select count(*) from booking where purpose = 'killed'")).isZero();
    assertThat(server.count("select count(*) from idempotency_key where key = 'killed'")).isZero();
    sql.run("drop trigger kill_seventh on booking");
    Answer booked = server.post("/api/v1/series", nomad, body, "Idempotency-Key", "killed");
    assertThat(booked.status()).isEqualTo(201);
    assertThat(held(seat)).isEqualTo(before + 12);
  }

  private String refused(JsonObject body) {
    Answer answer = server.post("/api/v1/series", nomad, body);
    return answer.status() + " " + answer.code() + " " + answer.json().getString("field");
  }

  /** One that no other test uses. */
  private String seat() {
    return "p-%02d".formatted(10 + seats.incrementAndGet());
  }

  private static JsonObject series(String seat, String rule) {
    return new JsonObject()
        .put("space", "essaouira/" + seat)
        .put("from", "2026-10-05T09:00")
        .put("to", "2026-10-05T10:00")
        .put("rule", rule);
  }

  private void taken(String space, String from, String to) {
    var body = new JsonObject().put("space", "essaouira/" + space).put("from", from).put("to", to);
    assertThat(server.post("/api/v1/bookings", other, body).status()).isEqualTo(201);
  }

  private static List<JsonObject> occurrences(Answer answer) {
    return answer.json().getJsonArray("occurrences").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> outcomes(Answer answer) {
    return occurrences(answer).stream().map(o -> o.getString("outcome")).toList();
  }

  private static String why(Answer answer, int index) {
    return occurrences(answer).get(index).getJsonObject("why").getString("code");
  }

  private static JsonObject booking(JsonObject occurrence) {
    return occurrence.getJsonObject("booking");
  }

  private long bookings(Answer series) {
    return count("select count(*) from booking where series_id = $1::text::uuid", series);
  }

  private long held(String seat) {
    return server.count(
        "select count(*) from claim c join space s on s.id = c.space_id where s.code = $1", seat);
  }

  private long count(String sql, Answer series) {
    return server.count(sql, series.json().getString("id"));
  }
}
