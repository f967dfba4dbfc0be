package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.platform.Race;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several seats side by side, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartyIT {
  private TestServer server;
  private Someone nomad;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-10-01T08:00:00Z"));
    nomad = server.nomad();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void threeSitAtOneTableWhereThereIsRoomAndTheRepeatedRequestGetsTheFirstAnswer() {
    book("p-01", "2026-10-05");
    book("p-06", "2026-10-05");
    book("p-07", "2026-10-05");
    JsonObject body = party("2026-10-05", 3);
    Answer looked = server.post("/api/v1/parties/precheck", nomad, body);
    List<String> expected = List.of("p-02", "p-03", "p-04");
    assertThat(
            looked.json().getJsonArray("spaces").stream()
                .map(s -> ((JsonObject) s).getString("space").substring(10)))
        .containsExactlyInAnyOrderElementsOf(expected);

    Answer booked = server.post("/api/v1/parties", nomad, body, "Idempotency-Key", "party-1");
    assertThat(booked.status()).as(booked.json().encode()).isEqualTo(201);
    assertThat(seats(booked)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(booked.json().getLong("total_centimes"))
        .isEqualTo(looked.json().getLong("total_centimes"));
    assertThat(server.post("/api/v1/parties", nomad, body, "Idempotency-Key", "party-1").json())
        .isEqualTo(booked.json());

    String path = "/api/v1/parties/" + booked.json().getString("id");
    assertThat(seats(server.get(path, nomad))).hasSize(3);
    assertThat(server.get(path, server.someone("x@example.org")).status()).isEqualTo(404);
    Answer cancelled = server.delete(path, nomad);
    assertThat(cancelled.json().getJsonArray("bookings").stream())
        .allMatch(b -> ((JsonObject) b).getString("status").equals("cancelled"));
    assertThat(seats(server.post("/api/v1/parties", nomad, body))).containsAll(expected);
  }

  @Test
  void whereNotAsManyAreFreeNothingIsBookedAndItSaysHowMany() {
    book("coworking", "2026-10-06");
    Answer answer = server.post("/api/v1/parties", nomad, party("2026-10-06", 2));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("slot_taken");
    assertThat(answer.json().getInteger("free")).isZero();
    assertThat(server.post("/api/v1/parties", nomad, party("2026-10-06", 21)).status())
        .isEqualTo(400);
    assertThat(server.post("/api/v1/parties", nomad, party("2020-10-06", 2)).code())
        .isEqualTo("in_the_past");
  }

  @Test
  void partiesThatRaceGetAllOrNothingAndNeverTheSameSeat() throws Exception {
    List<Someone> people =
        IntStream.range(0, 8).mapToObj(i -> server.someone("party-" + i + "@example.org")).toList();
    List<Answer> answers =
        Race.of(8, i -> server.post("/api/v1/parties", people.get(i), party("2026-10-07", 6)));
    assertThat(answers.stream().map(Answer::status)).containsOnly(201, 409);
    List<String> won =
        answers.stream().filter(a -> a.status() == 201).flatMap(a -> seats(a).stream()).toList();
    assertThat(won).doesNotHaveDuplicates();
    // Of 35 seats five parties of six have room.
    assertThat(won.size()).isEqualTo(30);
    assertThat(server.count("select count(*) from claim where starts_at::date = '2026-10-07'"))
        .isEqualTo(30);
  }

  private static JsonObject party(String day, int count) {
    return new JsonObject()
        .put(
            "any",
            new JsonObject().put("site", "essaouira").put("kind", "position").put("count", count))
        .put("from", day + "T09:00")
        .put("to", day + "T12:00");
  }

  private static List<String> seats(Answer answer) {
    return answer.json().getJsonArray("bookings").stream()
        .map(b -> ((JsonObject) b).getString("space").substring(10))
        .toList();
  }

  private void book(String space, String day) {
    JsonObject body = new JsonObject().put("space", "essaouira/" + space);
    body.put("from", day + "T09:00").put("to", day + "T12:00");
    assertThat(server.post("/api/v1/bookings", server.manager(), body).status()).isEqualTo(201);
  }
}
