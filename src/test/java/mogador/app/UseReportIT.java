package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Use compared, as the API, the table and the drawing tell it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UseReportIT {
  private static final String USE = "/api/v1/sites/essaouira/use";
  private static final String FILES = "/ops/essaouira/use";
  private static final LocalDate DAY = LocalDate.of(2026, 5, 6);

  private static final String KEPT = ",true,,,,,,,,,,,,,,,,,\r\n";

  private TestServer server;

  @BeforeAll
  void open() {
    server = TestServer.start();
    // 10 of 20 seats at 10 o'clock, one day before 4 of 20, and then two of two at noon.
    use("", "", DAY, 10, 20, 10);
    use("rdc", "", DAY, 10, 14, 4);
    use("etage-1", "", DAY, 10, 6, 6);
    use("", "", DAY.minusDays(1), 10, 20, 4);
    use("", "", DAY.minusDays(1), 12, 2, 2);
    // Six people at seats of the ground floor, one of whom nobody saw; three in the room above,
    // and two in offices there.
    for (int i = 0; i < 6; i++) booked(i, "rdc", "position", i, i == 0 ? "no_show" : "attended");
    for (int i = 0; i < 3; i++) booked(9 + i, "etage-1", "meeting_room", 0, "attended");
    for (int i = 0; i < 2; i++) booked(4 + i, "etage-1", "office", i, "ended_early");
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void theDaysBeforeStandBesideIt() {
    JsonObject answer = get("&with=before");
    JsonObject before = answer.getJsonObject("with");
    assertThat(before.getString("from")).isEqualTo(DAY.minusDays(1).toString());
    assertThat(before.getJsonArray("hours")).hasSize(1);
    assertThat(answer.getJsonObject("difference").getInteger("points")).isEqualTo(30);
    assertThat(answer.getJsonObject("difference").getJsonArray("hours")).isEmpty();
    JsonObject same = get("&with=before&with_from=" + DAY);
    assertThat(same.getJsonObject("with").getJsonArray("hours"))
        .isEqualTo(answer.getJsonArray("hours"))
        .hasSize(1);
    assertThat(same.getJsonObject("difference").getJsonArray("hours"))
        .isEqualTo(
            new JsonArray()
                .add(new JsonObject().put("weekday", 3).put("hour", 10).put("points", 0)));
  }

  @Test
  void floorsAndParksStandBesideEachOther() {
    JsonObject floors = get("&floor=rdc&with=floor:etage-1");
    assertThat(floors.getJsonObject("difference").getInteger("points")).isEqualTo(29 - 100);
    assertThat(floors.getJsonObject("with").getString("floor")).isEqualTo("etage-1");
    JsonObject whole = get("&floor=rdc&with=site:essaouira");
    assertThat(whole.getJsonObject("difference").getInteger("points")).isEqualTo(29 - 50);
    for (String none : List.of("floor:attic", "site:atlantis", "after")) {
      assertThat(server.get(USE + "?with=" + none, server.manager()).status()).isEqualTo(400);
    }
    String days = "?with=before&with_from=2026-03-04&with_to=2024-03-04";
    assertThat(server.get(USE + days, server.manager()).status()).isEqualTo(400);
  }

  @Test
  void whatIsKeptBackOfADayIsNotTheDifferenceOfTwoPeriods() {
    String both = "?from=" + DAY.minusDays(1) + "&to=" + DAY;
    JsonObject longer = server.get(USE + both, server.manager()).json();
    assertThat(longer.getJsonArray("hours"))
        .extracting(hour -> ((JsonObject) hour).getInteger("hour"))
        .containsExactly(10, 10);
    long occupied =
        longer.getJsonArray("hours").stream()
            .mapToLong(hour -> ((JsonObject) hour).getLong("occupied_ms"))
            .sum();
    assertThat(occupied).isEqualTo(14 * 900_000L);
  }

  @Test
  void theTableHasBothAndTheirDifference() {
    String query = "?from=%1$s&to=%1$s".formatted(DAY);
    assertThat(server.text(FILES + ".csv" + query, server.manager()))
        .isEqualTo(
            """
            weekday,hour,occupied_minutes,known_minutes,peak,spaces\r
            3,10,150.00,300.00,10,20\r
            """);
    assertThat(server.text(FILES + ".csv" + query + "&with=before", server.manager()))
        .isEqualTo(
            """
            weekday,hour,occupied_minutes,known_minutes,peak,spaces,\
            with_occupied_minutes,with_known_minutes,with_peak,with_spaces,difference_points\r
            2,10,,,,,60.00,300.00,4,20,\r
            3,10,150.00,300.00,10,20,,,,,\r
            """);
    assertThat(
            server.text(FILES + ".csv" + query + "&floor=rdc&with=floor:etage-1", server.manager()))
        .contains("3,10,60.00,210.00,4,14,90.00,90.00,6,6,-71");
  }

  @Test
  void theDrawingHasThemToo() {
    String query = "?lang=en&from=%1$s&to=%1$s&floor=rdc&with=floor:etage-1".formatted(DAY);
    assertThat(server.text(FILES + ".svg" + query, server.manager()))
        .startsWith("<svg xmlns=")
        .contains(">29<", ">100<", ">−71<", "Ground floor", "71 points less than");
    assertThat(server.get(FILES + ".svg", server.member()).status()).isEqualTo(403);
    assertThat(server.get(FILES + ".svg?from=2026-03-04&to=2026-03-01", server.manager()).status())
        .isEqualTo(400);
  }

  @Test
  void bookingsOfAFloorOrAKindAreAReportOfTheirOwn() {
    JsonObject floor = bookings("&floor=rdc").getFirst();
    assertThat(floor.getString("by")).isEqualTo("all");
    assertThat(floor.getJsonObject("booked").getInteger("bookings")).isEqualTo(6);
    assertThat(floor.getJsonObject("booked").getInteger("no_show")).isEqualTo(1);
    JsonObject kind = bookings("&kind=position").getFirst();
    assertThat(kind.getJsonObject("booked")).isEqualTo(floor.getJsonObject("booked"));
    assertThat(bookings("&kind=position&floor=etage-1")).isEmpty();
    assertThat(bookings("&floor=rdc"))
        .filteredOn(line -> line.getString("by").equals("floor"))
        .hasSize(1);
  }

  @Test
  void aKindThatHidesAnotherIsHiddenWhateverFloorIsAskedFor() {
    // The two in offices are what would be missing from their floor, and from all kinds.
    for (String more : List.of("", "&floor=etage-1")) {
      assertThat(bookings(more))
          .filteredOn(line -> line.getString("by").equals("kind"))
          .filteredOn(line -> line.getBoolean("kept_back"))
          .extracting(line -> line.getString("code"))
          .containsExactly("office", "meeting_room");
    }
    assertThat(bookings("&kind=meeting_room").getFirst().containsKey("booked")).isFalse();
    assertThat(bookings("&kind=meeting_room&floor=etage-1").getFirst().containsKey("booked"))
        .isFalse();
    assertThat(bookings("&floor=etage-1").getFirst().getJsonObject("booked").getInteger("bookings"))
        .isEqualTo(5);
  }

  @Test
  void theTableOfBookingsHasWhatThePageShows() {
    String query = "?from=%1$s&to=%1$s".formatted(DAY);
    String all = server.text(FILES + "/booked.csv" + query, server.manager());
    assertThat(all.lines().findFirst())
        .hasValueSatisfying(
            head ->
                assertThat(head)
                    .startsWith("by,code,name,kept_back,bookings,attended,no_show,ended_early"));
    assertThat(all)
        .contains(
            "all,,\"\",false,11,8,1,2,0,0,0,660,540,60,60,0,0,,,,\r\n",
            "kind,position,\"\",false,6,5,1,0,0,0,0,360,300,60,0,0,0,,,,\r\n",
            "kind,office,\"\"" + KEPT,
            "kind,meeting_room,\"\"" + KEPT,
            "floor,rdc,\"Rez-de-chaussée\",false,6,");
    String floor = server.text(FILES + "/booked.csv" + query + "&floor=rdc", server.manager());
    assertThat(floor)
        .contains("all,,\"\",false,6,5,1,0,0,0,0,360,300,60,0,0,0,,,,\r\n")
        .doesNotContain("office", "etage-1");
    assertThat(server.get(FILES + "/booked.csv", server.member()).status()).isEqualTo(403);
  }

  @Test
  void theDrawingOfBookingsHasItToo() {
    String query = "?lang=en&from=%1$s&to=%1$s".formatted(DAY);
    String svg = server.text(FILES + "/booked.svg" + query, server.manager());
    assertThat(svg)
        .startsWith("<svg xmlns=")
        .contains("11 bookings: Attended 8 · Ended early 2 · Nobody came 1 · Not known 0")
        .contains("6 bookings: Attended 5 · Ended early 0 · Nobody came 1 · Not known 0")
        .doesNotContain("3 bookings", "2 bookings");
    assertThat(server.text(FILES + "/forecast.svg?lang=en", server.manager()))
        .contains("Technopark Essaouira, the coming week");
  }

  private List<JsonObject> bookings(String more) {
    JsonObject answer =
        server
            .get(USE + "/bookings?from=%1$s&to=%1$s".formatted(DAY) + more, server.manager())
            .json();
    return answer.getJsonArray("groups").stream().map(JsonObject.class::cast).toList();
  }

  /** An hour from ten on, as it was compared. */
  private void booked(int who, String floor, String kind, int space, String outcome) {
    UUID id = UUID.randomUUID();
    Instant ten = server.site().clock().firstInstant(DAY.atTime(10, 0));
    server
        .database()
        .sql()
        .run(
            """
            with space as (
              select s.id from space s where s.site_id = 'essaouira' and s.floor_code = $4
                and s.kind = $5 order by s.code offset $6 limit 1),
            booked as (
              insert into booking (id, reference, site_id, space_id, person_id, booked_by,
                local_from, local_to, starts_at, ends_at, price_centimes, vat_centimes,
                vat_rate_bp, status, created_at, compared)
              select $1, $2, 'essaouira', space.id, $3, $3, $7::timestamp,
                $7::timestamp + interval '1 hour', $8::timestamptz,
                $8::timestamptz + interval '1 hour', 0, 0, 0, 'cancelled', $8, true
              from space returning id, space_id)
            insert into booking_hour (booking_id, hour, site_id, space_id, outcome, released,
              attended_ms, no_show_ms, early_ms, rebooked_ms, unknown_ms)
            select id, $8, 'essaouira', space_id, $9::text, false,
              case $9 when 'attended' then 3600000 when 'ended_early' then 1800000 else 0 end,
              case $9 when 'no_show' then 3600000 else 0 end,
              case $9 when 'ended_early' then 1800000 else 0 end, 0, 0
            from booked
            """,
            id,
            "ESS-" + id.toString().substring(0, 6).toUpperCase(Locale.ROOT),
            server.someone("guest" + who + "@example.org").id(),
            floor,
            kind,
            space,
            DAY.atTime(10, 0),
            ten,
            outcome);
  }

  private JsonObject get(String more) {
    TestServer.Answer answer =
        server.get(USE + "?from=%1$s&to=%1$s".formatted(DAY) + more, server.manager());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  /** A quarter of an hour. */
  private void use(String floor, String kind, LocalDate day, int hour, int spaces, int used) {
    server
        .database()
        .sql()
        .run(
            """
            insert into group_use (site_id, floor_code, kind, quarter, spaces, occupied_ms,
              known_ms, peak)
            values ('essaouira', $1, $2, $3, $4, 900000::bigint * $5, 900000::bigint * $4, $5)
            """,
            floor,
            kind,
            server.site().clock().firstInstant(day.atTime(LocalTime.of(hour, 0))),
            spaces,
            used);
  }
}
