package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
    bookings();
    server.hurry("bookings compared with use");
    Await.until(
        "compared",
        () ->
            server.count("select count(*) from booking where not compared") == 0
                && server.count("select count(*) from compare_due where hour <= $1", ten) == 0);
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
  void theComingWeekIsExpectedToBeAsTheSameHoursWere() {
    LocalDate today = server.site().clock().localAt(Instant.now()).toLocalDate();
    LocalDate coming = today.plusDays(1);
    while (server.site().hours().on(coming).isEmpty()) coming = coming.plusDays(1);
    int hour = server.site().hours().on(coming).getFirst().from().getHour() + 1;
    for (int week = 2; week <= 5; week++) {
      Instant then = server.site().clock().firstInstant(coming.minusWeeks(week).atTime(hour, 0));
      server
          .database()
          .sql()
          .run(
              """
              insert into group_use (site_id, floor_code, kind, quarter, spaces, occupied_ms,
                known_ms, peak)
              values ('essaouira', '', 'phone_booth', $1, 4, $2, 100, $3)
              """,
              then,
              10L * week,
              week);
    }
    JsonObject answer = server.get(USE + "/forecast?kind=phone_booth", server.manager()).json();
    assertThat(answer.getJsonArray("hours"))
        .containsExactly(
            new JsonObject()
                .put("day", coming.toString())
                .put("hour", hour)
                .put("percent", 35)
                .put("least_percent", 20)
                .put("most_percent", 50)
                .put("peak", 4)
                .put("spaces", 4)
                .put("weeks", 4));
    assertThat(server.get(USE + "/forecast", server.member()).status()).isEqualTo(403);
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

  @Test
  void bookingsAreToldByWhatBecameOfThem() {
    JsonObject booked = booked(day, "kind", "position").getJsonObject("booked");
    assertThat(booked)
        .isEqualTo(
            new JsonObject()
                .put("bookings", 6)
                .put("attended", 4)
                .put("no_show", 1)
                .put("ended_early", 0)
                .put("unknown", 1)
                .put("released", 1)
                .put("rebooked", 1)
                .put("attended_ms", 7 * 3_600_000)
                .put("no_show_ms", 3_600_000)
                .put("early_ms", 0)
                .put("rebooked_ms", 3_600_000)
                .put("unknown_ms", 2 * 3_600_000));
    assertThat(booked(day, "all", "").getJsonObject("booked")).isEqualTo(booked);
    // At 14 and 15 two persons; ten o'clock is kept back with them, or they would be what is
    // missing.
    assertThat(groups(day, "hour"))
        .filteredOn(hour -> hour.containsKey("booked"))
        .extracting(hour -> hour.getString("code"))
        .containsExactly("11");
  }

  @Test
  void aSpaceThatOnePersonBookedIsKeptBackAndSoIsACompanyOfOne() {
    assertThat(groups(day, "space"))
        .hasSize(5)
        .allSatisfy(space -> assertThat(space.getBoolean("kept_back")).isTrue())
        .allSatisfy(space -> assertThat(space.containsKey("booked")).isFalse());
    assertThat(groups(day, "company"))
        .hasSize(2)
        .allSatisfy(company -> assertThat(company.containsKey("booked")).isFalse());
  }

  @Test
  void seatsUsedWithoutABookingAreToldWhereThereAreEnoughOfThem() {
    // Of the day before there are signs of two seats only; of this one all seats sensed were
    // booked.
    assertThat(booked(day, "kind", "position").containsKey("squatted_ms")).isFalse();
    assertThat(booked(day.minusDays(1), "kind", "position").getBoolean("kept_back")).isTrue();
    assertThat(booked(day, "kind", "position").getJsonObject("stays"))
        .isEqualTo(
            new JsonObject().put("count", 3).put("median_minutes", 39).put("longest_minutes", 39));
    assertThat(server.count("select sum(squatted_ms) from squat_hour")).isEqualTo(2 * 39 * 60_000);
  }

  @Test
  void theDaysBeforeAndAnotherSiteAreBesideIt() {
    JsonObject next = answer("/bookings?from=%1$s&to=%1$s".formatted(day.plusDays(1)));
    assertThat(next.getJsonArray("groups")).isEmpty();
    assertThat(next.getJsonObject("before").getString("from")).isEqualTo(day.toString());
    assertThat(next.getJsonObject("before").getJsonArray("groups")).isNotEmpty();
    assertThat(answer("/bookings?with=essaouira").getJsonObject("with").getJsonArray("groups"))
        .isNotEmpty();
    assertThat(server.get(USE + "/bookings?with=atlantis", server.manager()).status())
        .isEqualTo(400);
    assertThat(server.get(USE + "/bookings", server.member()).status()).isEqualTo(403);
  }

  private List<JsonObject> groups(LocalDate on, String by) {
    return answer("/bookings?from=" + on + "&to=" + on).getJsonArray("groups").stream()
        .map(JsonObject.class::cast)
        .filter(group -> group.getString("by").equals(by))
        .toList();
  }

  private JsonObject booked(LocalDate on, String by, String code) {
    return groups(on, by).stream()
        .filter(group -> group.getString("code").equals(code))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Three on the seats that are sensed, one of which nothing is known, one released and rebooked.
   */
  private void bookings() {
    List<Long> seats =
        server
            .database()
            .sql()
            .list(
                row -> row.getLong("id"),
                """
                select s.id from space s left join device d on d.space_id = s.id
                where s.site_id = 'essaouira' and s.kind = 'position'
                order by d.code nulls last, s.code limit 5
                """);
    List<TestServer.Someone> people = List.of(server.nomad(), server.member(), server.manager());
    for (int i = 0; i < 3; i++) book(seats.get(i), people.get(i), 10, 12, "confirmed", 12, false);
    book(seats.get(3), server.nomad(), 10, 12, "confirmed", 12, false);
    book(seats.get(4), server.member(), 14, 16, "released", 15, false);
    book(seats.get(4), server.manager(), 15, 16, "confirmed", 16, true);
  }

  private void book(
      long seat, TestServer.Someone who, int from, int to, String status, int free, boolean came) {
    UUID id = UUID.randomUUID();
    server
        .database()
        .sql()
        .run(
            """
            with booked as (
              insert into booking (id, reference, site_id, space_id, person_id, booked_by,
                company_id, local_from, local_to, starts_at, ends_at, price_centimes, vat_centimes,
                vat_rate_bp, status, created_at, cancelled_at, checked_in_at)
              select $1, $2, 'essaouira', $3, $4, $4, (select company_id from membership
                where person_id = $4), $5, $6, $7, $8, 0, 0, 0, $9, $7,
                case when $9 = 'released' then $10::timestamptz end,
                case when $11::boolean then $7 end
              returning id)
            insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
            select $3, $7, $10, $3, 'booking', id from booked
            """,
            id,
            "ESS-" + id.toString().substring(0, 6).toUpperCase(Locale.ROOT),
            seat,
            who.id(),
            day.atTime(from, 0),
            day.atTime(to, 0),
            at(from),
            at(to),
            status,
            at(free),
            came);
  }

  private Instant at(int hour) {
    return server.site().clock().firstInstant(day.atTime(hour, 0));
  }

  private JsonObject answer(String more) {
    TestServer.Answer answer = server.get(USE + more, server.manager());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
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
