package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Packs and credits over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalletIT {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-12-01T09:00:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aPackIsGivenOnceForAKeyAndSeenByWhoeverHasIt() {
    Someone holder = server.someone("holder@example.org");
    assertThat(wallet(holder).getJsonArray("packs")).isEmpty();
    JsonObject pack = pack().put("email", holder.email());
    String[] key = {"Idempotency-Key", "pack-1"};
    Answer first = server.post("/api/v1/packs", server.manager(), pack, key);
    assertThat(first.status()).as(first.json().encode()).isEqualTo(201);
    assertThat(server.post("/api/v1/packs", server.manager(), pack, key)).isEqualTo(first);
    assertThat(server.post("/api/v1/packs", server.manager(), pack.copy().put("passes", 9), key))
        .extracting(Answer::code)
        .isEqualTo("idempotency_key_reused");

    JsonObject wallet = wallet(holder);
    assertThat(wallet.getJsonArray("packs")).hasSize(1);
    JsonObject seen = wallet.getJsonArray("packs").getJsonObject(0);
    assertThat(seen.getString("id")).isEqualTo(first.json().getString("id"));
    assertThat(seen.getInteger("left")).isEqualTo(10);
    JsonObject movement = wallet.getJsonArray("movements").getJsonObject(0);
    assertThat(movement.getString("cause")).isEqualTo("given");
    assertThat(movement.getInteger("count")).isEqualTo(10);
    assertThat(wallet(server.nomad()).getJsonArray("packs")).as("nobody else's").isEmpty();
  }

  @Test
  void aCompanyHasTheCreditsOfWhatItLeasesAndThoseGivenByHand() {
    String company = server.company();
    var terms =
        new JsonObject()
            .put("company", company)
            .put("spaces", new JsonArray().add("essaouira/b-02"))
            .put("starts_on", "2026-12-01")
            .put("ends_on", "2027-12-01");
    JsonObject lease = server.post("/api/v1/leases", server.manager(), terms).json();
    int leased = (int) (lease.getDouble("area_m2") * 6);
    assertThat(credit(server.member())).isEqualTo(leased);
    var more =
        new JsonObject()
            .put("company", company)
            .put("site", "essaouira")
            .put("kind", "meeting_room")
            .put("month", "2026-12")
            .put("minutes", 30);
    String[] key = {"Idempotency-Key", "credits-1"};
    Answer first = server.post("/api/v1/credits", server.manager(), more, key);
    assertThat(first.status()).as(first.json().encode()).isEqualTo(201);
    assertThat(server.post("/api/v1/credits", server.manager(), more, key)).isEqualTo(first);
    assertThat(credit(server.member())).isEqualTo(leased + 30);
    assertThat(wallet(server.nomad()).getJsonArray("credits")).isEmpty();
  }

  @Test
  void aPassPaysForADayAndComesBackWhenItIsCancelled() {
    Someone holder = server.someone("days@example.org");
    JsonObject pack = pack().put("email", holder.email()).put("passes", 1);
    assertThat(server.post("/api/v1/packs", server.manager(), pack).status()).isEqualTo(201);
    JsonObject wish = seat("p-21", "2026-12-08T09:00", "2026-12-08T17:00");
    JsonObject booking = server.post("/api/v1/bookings", holder, wish).json();
    assertThat(booking.getJsonObject("price").getLong("centimes")).isZero();
    JsonObject line = booking.getJsonObject("price").getJsonArray("lines").getJsonObject(0);
    assertThat(line.getString("by")).isEqualTo("pass");
    assertThat(line.getString("unit")).isEqualTo("day");
    assertThat(left(holder)).isZero();

    JsonObject second =
        server
            .post("/api/v1/bookings", holder, seat("p-22", "2026-12-09T09:00", "2026-12-09T17:00"))
            .json();
    assertThat(second.getJsonObject("price").getLong("centimes")).isEqualTo(14_400);

    String path = "/api/v1/bookings/" + booking.getString("id");
    JsonObject read = server.get(path, holder).json();
    assertThat(read.getJsonObject("price")).isEqualTo(booking.getJsonObject("price"));
    assertThat(server.delete(path, holder).status()).isEqualTo(200);
    assertThat(left(holder)).isEqualTo(1);
    assertThat(wallet(holder).getJsonArray("movements").stream())
        .extracting(movement -> ((JsonObject) movement).getString("cause"))
        .containsExactly("given_back", "spent", "given");
  }

  private int left(Someone holder) {
    return wallet(holder).getJsonArray("packs").getJsonObject(0).getInteger("left");
  }

  private static JsonObject seat(String code, String from, String to) {
    return new JsonObject().put("space", "essaouira/" + code).put("from", from).put("to", to);
  }

  @Test
  void onlyManagersGive() {
    JsonObject pack = pack().put("email", server.nomad().email());
    assertThat(server.post("/api/v1/packs", server.nomad(), pack).status()).isEqualTo(403);
    assertThat(server.post("/api/v1/packs", server.member(), pack).status()).isEqualTo(403);
    JsonObject credits =
        new JsonObject()
            .put("company", server.company())
            .put("site", "essaouira")
            .put("kind", "meeting_room")
            .put("month", "2026-12")
            .put("minutes", 30);
    assertThat(server.post("/api/v1/credits", server.member(), credits).status()).isEqualTo(403);
  }

  @Test
  void whatIsWrongWithAPackIsTold() {
    String email = server.nomad().email();
    expect(pack(), 400, "invalid_input", "email");
    expect(
        pack().put("email", email).put("company", server.company()), 400, "invalid_input", "email");
    expect(pack().put("email", "no@example.org"), 404, "unknown_person", "email");
    expect(pack().put("company", UUID.randomUUID() + ""), 404, "unknown_company", "company");
    expect(pack().put("company", "x"), 404, "unknown_company", "company");
    JsonObject whose = pack().put("email", email);
    expect(whose.copy().put("site", "atlantis"), 404, "unknown_site", "site");
    expect(whose.copy().put("kind", "boat"), 422, "unknown_kind", "kind");
    expect(whose.copy().put("kind", "event_room"), 422, "passes_not_taken", "unit");
    expect(whose.copy().put("unit", "hour"), 422, "passes_not_taken", "unit");
    expect(whose.copy().put("ends_on", "2026-12-01"), 422, "end_before_start", "ends_on");
    expect(whose.copy().put("ends_on", "2026-02-30"), 400, "invalid_input", "ends_on");
    for (Object passes : List.of(0, -1, 10_001, 1.5, "ten")) {
      Answer answer =
          server.post("/api/v1/packs", server.manager(), whose.copy().put("passes", passes));
      assertThat(answer.status()).as("%s passes", passes).isEqualTo(400);
    }
    assertThat(
            server
                .database()
                .sql()
                .first(
                    row -> row.getLong(0),
                    "select count(*) from pack where person_id = $1",
                    server.nomad().id()))
        .as("nothing half written")
        .contains(0L);
  }

  private void expect(JsonObject pack, int status, String code, String field) {
    Answer answer = server.post("/api/v1/packs", server.manager(), pack);
    assertThat(answer.code()).as(answer.json().encode()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }

  private static JsonObject pack() {
    return new JsonObject()
        .put("site", "essaouira")
        .put("kind", "position")
        .put("unit", "day")
        .put("passes", 10)
        .put("starts_on", "2026-12-01")
        .put("ends_on", "2027-06-01");
  }

  private JsonObject wallet(Someone someone) {
    Answer answer = server.get("/api/v1/me/wallet", someone);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  private int credit(Someone member) {
    JsonArray credits = wallet(member).getJsonArray("credits");
    assertThat(credits).hasSize(1);
    return credits.getJsonObject(0).getInteger("minutes");
  }
}
