package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mogador.kernel.Await;
import mogador.occupancy.Sign;
import mogador.occupancy.SignStore;
import mogador.occupancy.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Use over time by the REST contract and as a table, from signs to the numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UseIT {
  private static final String USE = "/api/v1/sites/essaouira/use";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private TestServer server;
  private LocalDate day;
  private Instant ten;

  @BeforeAll
  void open() throws Exception {
    server = TestServer.start();
    day = server.site().clock().localAt(Instant.now()).toLocalDate().minusDays(1);
    ten = server.site().clock().firstInstant(day.atTime(10, 0));
    keep(signs(ten, 3));
    keep(signs(ten.minus(Duration.ofDays(1)), 2));
    server.hurry("quarters of use counted");
    Await.until(
        "counted",
        () ->
            server.count("select count(*) from use_due") == 0
                && server.count("select count(*) from group_use") > 0);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void threeSeatsUsedForHalfAnHourAreCountedInTheirHourOfTheWeek() {
    JsonObject answer = use(day, "&kind=position");
    JsonObject hour = new JsonObject().put("weekday", day.getDayOfWeek().getValue());
    // Half an hour of signs, and held for as long as a coffee takes after the last.
    hour.put("hour", 10).put("occupied_ms", 3 * 39 * 60_000).put("known_ms", 3 * 47 * 60_000);
    assertThat(answer.getJsonArray("hours"))
        .isEqualTo(new JsonArray().add(hour.put("peak", 3).put("spaces", 3)));
    assertThat(answer.getBoolean("kept_back")).isFalse();
    assertThat(group(answer, "position").getInteger("peak")).isEqualTo(3);
  }

  @Test
  void ofTwoSeatsNothingIsTold() {
    JsonObject answer = use(day.minusDays(1), "&kind=position");
    assertThat(answer.getBoolean("kept_back")).isTrue();
    assertThat(answer.getJsonArray("hours")).isEmpty();
    assertThat(group(answer, "position").containsKey("occupied_ms")).isFalse();
  }

  @Test
  void anHourInWhichTwoSeatsAreKnownOfIsKeptBackAmongTheOthers() throws Exception {
    keep(signs(ten.plus(Duration.ofHours(4)), 2));
    server.hurry("quarters of use counted");
    Await.until(
        "counted",
        () ->
            server.count(
                    "select count(*) from space_use where quarter = $1",
                    ten.plus(Duration.ofHours(4)))
                == 2);
    assertThat(use(day, "&kind=position").getJsonArray("hours"))
        .extracting(hour -> ((JsonObject) hour).getInteger("hour"))
        .contains(10)
        .doesNotContain(14);
  }

  @Test
  void aSignThatComesLateIsCountedIn() throws Exception {
    long before = server.count("select sum(known_ms) from space_use");
    Sign late = signs(ten, 3).getFirst();
    Instant at = ten.minus(Duration.ofHours(2));
    keep(
        List.of(
            new Sign(
                late.site(),
                late.space(),
                new Signal(late.signal().device(), Signal.Kind.VACANT, at))));
    server.hurry("quarters of use counted");
    Await.until(
        "counted", () -> server.count("select sum(known_ms) from space_use") == before + 180_000);
  }

  @Test
  void aPastDayIsShownAsItWas() {
    String past = "/ops/essaouira/past";
    JsonObject told = server.get(past + ".json?day=" + day, server.manager()).json();
    assertThat(told.getLong("from"))
        .isEqualTo(server.site().clock().firstInstant(day.atStartOfDay()).getEpochSecond());
    JsonArray changes = told.getJsonObject("spaces").getJsonArray("essaouira/p-01");
    assertThat(changes)
        .startsWith(
            new JsonArray().add(0).add("unknown"), new JsonArray().add(36_000).add("occupied"));
    assertThat(server.get(past + ".json", server.member()).status()).isEqualTo(403);
  }

  @Test
  void onlyManagersSeeItAndOnlyPossibleDays() {
    assertThat(server.get(USE, server.member()).status()).isEqualTo(403);
    assertThat(server.get(USE + "?from=2026-12-02&to=2026-12-01", server.manager()).status())
        .isEqualTo(400);
    assertThat(server.get(USE + "?from=2024-01-01&to=2026-12-01", server.manager()).status())
        .isEqualTo(400);
    assertThat(
            server
                .get(USE + "?from=2020-01-01&to=2020-01-31", server.manager())
                .json()
                .getJsonArray("hours"))
        .isEmpty();
  }

  private JsonObject use(LocalDate on, String more) {
    TestServer.Answer answer =
        server.get(USE + "?from=" + on + "&to=" + on + more, server.manager());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObject group(JsonObject answer, String kind) {
    return answer.getJsonArray("groups").stream()
        .map(JsonObject.class::cast)
        .filter(group -> !group.containsKey("floor") && kind.equals(group.getString("kind")))
        .findFirst()
        .orElseThrow();
  }

  private void keep(List<Sign> signs) {
    server
        .database()
        .inTransaction(
            sql -> {
              SignStore.keep(sql, signs, Instant.now());
              return signs.size();
            });
  }

  /** Somebody there for half an hour, then nobody for a quarter, and silence. */
  private List<Sign> signs(Instant since, int seats) {
    record Watched(long space, String device) {}
    List<Watched> watched =
        server
            .database()
            .sql()
            .list(
                row -> new Watched(row.getLong("space_id"), row.getString("code")),
                """
                select d.space_id, d.code from device d join space s on s.id = d.space_id
                where d.site_id = 'essaouira' and d.kind = 'seat_sensor' and s.kind = 'position'
                order by d.code limit $1
                """,
                seats);
    assertThat(watched).hasSize(seats);
    List<Sign> signs = new ArrayList<>();
    for (Watched one : watched) {
      for (int minute = 0; minute < 45; minute++) {
        Signal.Kind said = minute < 30 ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT;
        Instant at = since.plus(MINUTE.multipliedBy(minute));
        signs.add(new Sign("essaouira", one.space(), new Signal(one.device(), said, at)));
      }
    }
    return signs;
  }
}
