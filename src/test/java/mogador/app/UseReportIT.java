package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
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
