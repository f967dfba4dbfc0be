package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.platform.Race;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Eight at once, over HTTP: what one holds no other gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingRaceIT {
  private static final int CLIENTS = 8;

  private final LocalDate first = LocalDate.now(ZoneOffset.UTC).plusDays(10);
  private TestServer server;
  private List<Someone> people;

  @BeforeAll
  void start() {
    server = TestServer.start();
    people =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> server.someone("racer-" + i + "@example.org"))
            .toList();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void ofEightWhoWantASlotExactlyOneGetsIt() throws Exception {
    List<Wish> slots =
        IntStream.range(0, 20)
            .mapToObj(i -> new Wish("p-%02d".formatted(i % 5 + 1), first, i / 5))
            .toList();
    for (Wish slot : slots) {
      List<Answer> answers = Race.of(CLIENTS, client -> book(people.get(client), slot));
      assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(1);
      assertThat(answers.stream().filter(a -> a.status() != 201))
          .hasSize(CLIENTS - 1)
          .allSatisfy(
              loser -> {
                assertThat(loser.status()).isEqualTo(409);
                assertThat(loser.code()).isEqualTo("slot_taken");
              });
    }
    assertThat(claimsOn(first)).isEqualTo(20);
    assertThat(bookingsOn(first)).isEqualTo(20);
    assertThat(rightsOn(first)).isEqualTo(20);
  }

  @Test
  void seatsTheirTableAndTheWholeRoomInAnyOrderNeverOverlapNorDeadlock() throws Exception {
    LocalDate day = first.plusDays(1);
    List<String> codes = new ArrayList<>(List.of("coworking", "t-a", "t-b"));
    IntStream.rangeClosed(1, 8).forEach(i -> codes.add("p-%02d".formatted(i)));
    for (int round = 0; round < 6; round++) {
      int quarter = round * 2;
      int seed = round;
      List<List<Answer>> answers =
          Race.of(
              CLIENTS,
              client -> {
                List<String> order = new ArrayList<>(codes);
                Collections.shuffle(order, new Random(seed * 31L + client));
                return order.stream()
                    .map(code -> book(people.get(client), new Wish(code, day, quarter)))
                    .toList();
              });
      assertThat(answers.stream().flatMap(List::stream).map(Answer::status))
          .containsOnly(201, 409)
          .contains(201);
      assertThat(heldAt(day, quarter))
          .as("every atom of what was won, once")
          .isEqualTo(won(answers));
    }
    assertThat(overlapping()).isZero();
  }

  @Test
  void oneKeyFromEightAtOnceIsOneBookingAndEightEqualAnswers() throws Exception {
    LocalDate day = first.plusDays(2);
    for (int i = 0; i < 10; i++) {
      var wish = new Wish("p-11", day, i);
      String key = "once-" + i;
      List<Answer> answers =
          Race.of(CLIENTS, client -> book(people.getFirst(), wish, "Idempotency-Key", key));
      assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo(201));
      assertThat(answers.stream().map(Answer::json).distinct()).hasSize(1);
      assertThat(bookingsOn(day)).isEqualTo(i + 1L);
    }
    assertThat(claimsOn(day)).isEqualTo(10);
  }

  @Test
  void anyoneOfEightGetsASeatOfTheirOwnWhenAnyIsWanted() throws Exception {
    LocalDate day = first.plusDays(3);
    JsonObject body =
        times(new JsonObject(), day, 40)
            .put("any", new JsonObject().put("site", TestServer.SITE).put("kind", "position"));
    List<Answer> answers =
        Race.of(CLIENTS, client -> server.post("/api/v1/bookings", people.get(client), body));
    assertThat(answers.stream().map(Answer::status)).containsOnly(201);
    assertThat(answers.stream().map(a -> a.json().getString("space"))).doesNotHaveDuplicates();
  }

  /** A space for a quarter hour of a day. */
  private record Wish(String space, LocalDate day, int quarter) {}

  private Answer book(Someone person, Wish wish, String... headers) {
    JsonObject body = new JsonObject().put("space", TestServer.SITE + "/" + wish.space());
    return server.post(
        "/api/v1/bookings", person, times(body, wish.day(), wish.quarter()), headers);
  }

  private static JsonObject times(JsonObject body, LocalDate day, int quarter) {
    var from = day.atStartOfDay().plusMinutes(15L * quarter);
    return body.put("from", from.toString()).put("to", from.plusMinutes(15).toString());
  }

  private long won(List<List<Answer>> answers) {
    return answers.stream()
        .flatMap(List::stream)
        .filter(a -> a.status() == 201)
        .map(a -> a.json().getString("space").substring(TestServer.SITE.length() + 1))
        .map(code -> server.site().space(code).orElseThrow())
        .mapToLong(BookingRaceIT::size)
        .sum();
  }

  private static int size(Space space) {
    return space.atoms().size();
  }

  private long heldAt(LocalDate day, int quarter) {
    return server.count(
        """
        select count(*) from claim c join booking b on b.id = c.source_id
        where b.local_from = $1
        """,
        day.atStartOfDay().plusMinutes(15L * quarter));
  }

  private long claimsOn(LocalDate day) {
    return server.count(
        """
        select count(*) from claim c join booking b on b.id = c.source_id
        where b.local_from::date = $1
        """,
        day);
  }

  private long rightsOn(LocalDate day) {
    return server.count(
        """
        select count(*) from access_right r join booking b on b.id = r.source_id
        where b.local_from::date = $1
        """,
        day);
  }

  private long bookingsOn(LocalDate day) {
    return server.count("select count(*) from booking where local_from::date = $1", day);
  }

  private long overlapping() {
    return server.count(
        """
        select count(*) from claim a join claim b
          on a.atom_id = b.atom_id and a.source_id < b.source_id and a.during && b.during
        """);
  }
}
