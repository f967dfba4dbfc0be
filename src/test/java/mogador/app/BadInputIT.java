package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get wrong: a problem with a code and the field, never a 500, nothing written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private TestServer server;
  private HttpClient http;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-23T09:00:00Z"));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          422 | time_does_not_exist   | from  | {"space":"essaouira/p-07","from":"2026-03-22T02:30","to":"2026-03-22T04:00"}
          422 | time_exists_twice     | from  | {"space":"essaouira/p-07","from":"2026-09-20T01:30","to":"2026-09-20T04:00"}
          422 | end_before_start      | to    | {"space":"essaouira/p-07","from":"2026-12-01T13:00","to":"2026-12-01T09:00"}
          422 | end_before_start      | to    | {"space":"essaouira/p-07","from":"2026-12-01T13:00","to":"2026-12-01T13:00"}
          422 | in_the_past           | from  | {"space":"essaouira/p-07","from":"2020-12-01T09:00","to":"2020-12-01T10:00"}
          422 | too_far_ahead         | from  | {"space":"essaouira/p-07","from":"2088-12-01T09:00","to":"2088-12-01T10:00"}
          422 | too_long              | to    | {"space":"essaouira/p-07","from":"2026-12-01T09:00","to":"2027-12-01T10:00"}
          422 | off_grain             | from  | {"space":"essaouira/p-07","from":"2026-12-01T09:07","to":"2026-12-01T10:00"}
          422 | invalid_time          | from  | {"space":"essaouira/p-07","from":"noon","to":"2026-12-01T10:00"}
          422 | invalid_time          | to    | {"space":"essaouira/p-07","from":"2026-12-01T09:00","to":"2026-02-30T10:00"}
          404 | unknown_space         | space | {"space":"tanger/p-07","from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          404 | unknown_space         | space | {"space":"essaouira/../p-07","from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          422 | not_bookable          | space | {"space":"essaouira/b-01","from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          404 | unknown_site          | any.site | {"any":{"site":"atlantis","kind":"position"},"from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          404 | unknown_kind          | any.kind | {"any":{"site":"essaouira","kind":"throne"},"from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          400 | invalid_input         | space | {"from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          400 | invalid_input         | space | {"space":"essaouira/p-07","any":{"site":"essaouira","kind":"position"},"from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          400 | invalid_input         | seat  | {"seat":7,"space":"essaouira/p-07","from":"2026-12-01T09:00","to":"2026-12-01T10:00"}
          400 | invalid_input         | from  | {"space":"essaouira/p-07","from":9,"to":"2026-12-01T10:00"}
          400 | invalid_input         | to    | {"space":"essaouira/p-07","from":"2026-12-01T09:00"}
          """)
  void aBookingThatCannotBeIsRefusedWithItsField(int status, String code, String field, String body)
      throws Exception {
    var answer = post(body, server.nomad().token());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var problem = problem(answer);
    assertThat(problem.getString("code")).as(answer.body()).isEqualTo(code);
    assertThat(problem.getString("field")).as(answer.body()).isEqualTo(field);
    assertThat(problem.getString("detail")).isNotBlank();
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-12-01T09:00, 2020-12-01T10:00, 422, in_the_past, from",
    "2026-11-23T08:00, 2026-11-23T12:00, 422, in_the_past, from",
    "2026-12-01T09:00, 2126-12-01T09:00, 422, invalid_time, to",
    "2026-12-01T09:00, 2099-12-01T09:00, 422, too_long, to",
    "2088-12-01T09:00, 2088-12-01T10:00, 422, too_far_ahead, from",
    "2026-12-01T09:00, 2026-12-01T10:00, 409, free_now,"
  })
  void aWaitForWhatCannotComeIsRefused(
      String from, String to, int status, String code, String field) {
    var wish = new JsonObject().put("space", "essaouira/p-07").put("from", from).put("to", to);
    var answer = server.post("/api/v1/waitlist", server.nomad(), wish);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().getString("field")).isEqualTo(field);
    assertThat(server.count("select count(*) from waitlist_entry")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "\"text\"", "{\"from\":}", "\u0000"})
  void aBodyThatIsNoJsonObjectIsRefused(String body) throws Exception {
    var answer = post(body, server.nomad().token());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(problem(answer).getString("code")).isNotBlank();
    assertNothingWasWritten();
  }

  @Test
  void aMegabyteIsTooMuch() throws Exception {
    var answer = post("{\"space\":\"" + "x".repeat(1 << 20) + "\"}", server.nomad().token());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(problem(answer).getString("code")).isEqualTo("body_too_large");
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "mgd_short", "mgd_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "' or 1=1"})
  void aTokenThatIsNoneIsRefused(String token) throws Exception {
    var answer =
        post(
            "{\"space\":\"essaouira/p-07\",\"from\":\"2026-12-01T09:00\",\"to\":\"2026-12-01T10:00\"}",
            token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(problem(answer).getString("code")).isEqualTo("invalid_token");
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/sites/atlantis/spaces, 404, unknown_site",
    "/api/v1/sites/essaouira/availability, 400, invalid_input",
    "/api/v1/sites/atlantis/calendar?from=2026-12-01&to=2026-12-02, 404, unknown_site",
    "/api/v1/sites/essaouira/calendar?from=2026-12-01, 400, invalid_input",
    "/api/v1/sites/essaouira/calendar?from=2026-02-30&to=2026-12-02, 400, invalid_input",
    "/api/v1/sites/essaouira/calendar?from=2026-12-01T09:00&to=2026-12-02, 400, invalid_input",
    "/api/v1/sites/essaouira/calendar?from=2026-12-01&to=2026-12-01, 422, end_before_start",
    "/api/v1/sites/essaouira/calendar?from=2001-12-01&to=2099-12-01, 422, too_long",
    "/api/v1/sites/essaouira/availability?from=2026-12-01T09:00&to=2026-12-01T08:00, 422,"
        + " end_before_start",
    "/api/v1/sites/essaouira/availability?from=2026-12-01T09:00&to=2027-01-02T09:00, 422, too_long",
    "/api/v1/sites/essaouira/availability?from=2026-12-01T09:00&to=2026-12-01T10:00&kind=throne,"
        + " 422, unknown_kind",
    "/api/v1/bookings/not-a-uuid, 404, unknown_booking",
    "/api/v1/bookings/01a201b1-b19e-79cd-a20f-d1a5cbc3e3bf, 404, unknown_booking",
    "/api/v1/sites/essaouira/rent-roll?month=2026-12, 403, forbidden",
    "/api/v1/sites/essaouira/presence, 403, forbidden",
    "/api/v1/sites/essaouira/events, 403, forbidden",
    "/api/v1/nothing, 404, not_found"
  })
  void whatIsNotThereOrNotTheirsIsSaid(String path, int status, String code) throws Exception {
    var answer =
        http.send(request(path, server.nomad().token()).GET().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(problem(answer).getString("code")).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/bookings",
        "/api/v1/me",
        "/api/v1/sites/essaouira/rent-roll?month=2026-12",
        "/api/v1/sites/essaouira/presence",
        "/api/v1/sites/essaouira/events"
      })
  void withoutATokenWhatIsNotOpenIsRefused(String path) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(problem(answer).getString("code")).isEqualTo("not_signed_in");
  }

  private HttpResponse<String> post(String body, String token)
      throws IOException, InterruptedException {
    return http.send(
        request("/api/v1/bookings", token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("authorization", "Bearer " + token);
  }

  private static JsonObject problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .as(answer.body())
        .startsWith("application/problem+json");
    return new JsonObject(answer.body());
  }

  private void assertNothingWasWritten() {
    var rows =
        server
            .database()
            .sql()
            .list(
                row -> row.getLong(0),
                """
                select (select count(*) from booking) + (select count(*) from claim)
                     + (select count(*) from access_right where source = 'booking')
                     + (select count(*) from idempotency_key)
                """);
    assertThat(rows).containsExactly(0L);
  }
}
