package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a booking is, costs and opens once it is elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoveBookingIT {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-12-01T09:01:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void whatAManagerAgreedToIsAskedAnewAtAnotherTime() {
    JsonObject hall = booked(server.nomad(), wish("event", "2026-12-07T09:00", "2026-12-07T13:00"));
    assertThat(hall.getString("status")).isEqualTo("requested");
    assertThat(approved(hall).getString("status")).isEqualTo("confirmed");
    assertThat(rights(hall)).isEqualTo(1);

    JsonObject shorter = moved(server.nomad(), hall, "to", "2026-12-07T12:00");
    assertThat(shorter.getString("status")).as("less than was agreed to").isEqualTo("confirmed");
    JsonObject later =
        moved(server.nomad(), hall, "from", "2026-12-08T09:00", "to", "2026-12-08T12:00");
    assertThat(later.getString("status")).isEqualTo("requested");
    assertThat(rights(hall)).as("no door before somebody agreed").isZero();
    assertThat(approved(hall).getString("status")).isEqualTo("confirmed");
    assertThat(rights(hall)).isEqualTo(1);

    JsonObject byManager =
        moved(server.manager(), hall, "from", "2026-12-09T09:00", "to", "2026-12-09T12:00");
    assertThat(byManager.getString("status")).isEqualTo("confirmed");
    JsonObject seat = moved(server.nomad(), hall, "space", "essaouira/p-31");
    assertThat(seat.getString("status")).as("nobody need agree to a seat").isEqualTo("confirmed");
  }

  @Test
  void aSeatThatBecomesTheHallIsAskedFor() {
    JsonObject seat = booked(server.nomad(), wish("p-30", "2026-12-10T09:00", "2026-12-10T13:00"));
    assertThat(rights(seat)).isEqualTo(1);
    JsonObject hall = moved(server.nomad(), seat, "space", "essaouira/event");
    assertThat(hall.getString("status")).isEqualTo("requested");
    assertThat(rights(seat)).isZero();
    JsonObject back = moved(server.nomad(), seat, "space", "essaouira/p-30");
    assertThat(back.getString("status")).isEqualTo("confirmed");
    assertThat(rights(seat)).isEqualTo(1);
  }

  @Test
  void shorteningWhatHasBegunGivesBackByTheRuleAndLengtheningCountsTheWhole() {
    JsonObject day = booked(server.nomad(), wish("p-05", "2026-12-01T09:00", "2026-12-01T17:00"));
    long price = centimes(day, "price");
    JsonObject half = moved(server.nomad(), day, "to", "2026-12-01T13:00");
    assertThat(centimes(half, "price")).isEqualTo(price);
    assertThat(centimes(half, "refund")).as("half of half of it").isEqualTo(price / 4);
    JsonObject again = moved(server.nomad(), day, "to", "2026-12-01T11:00");
    assertThat(centimes(again, "refund")).isBetween(price / 4, price / 2);

    JsonObject longer = moved(server.nomad(), day, "to", "2026-12-01T16:00");
    assertThat(centimes(longer, "refund")).isZero();
    assertThat(centimes(longer, "price")).isEqualTo(price);

    JsonObject other = new JsonObject().put("space", "essaouira/p-06");
    assertThat(patch(server.nomad(), day, other).code()).isEqualTo("begun");
    assertThat(patch(server.manager(), day, other).status())
        .as("the desk seats them elsewhere")
        .isEqualTo(200);
  }

  @Test
  void whoIsSuspendedConfirmsAndMovesNothingAndMayCancel() {
    Someone holder = server.someone("suspended@example.org");
    JsonObject kept = booked(holder, wish("p-28", "2026-12-11T09:00", "2026-12-11T10:00"));
    JsonObject hold =
        booked(holder, wish("p-29", "2026-12-11T09:00", "2026-12-11T10:00").put("hold", true));
    server.database().sql().run("update person set suspended = true where id = $1", holder.id());
    Someone suspended = server.again(holder);
    Answer confirmed = server.post(path(hold) + "/confirm", suspended, new JsonObject());
    assertThat(confirmed.code()).isEqualTo("suspended");
    assertThat(confirmed.status()).isEqualTo(403);
    JsonObject later = new JsonObject().put("to", "2026-12-11T11:00");
    assertThat(patch(suspended, kept, later).code()).isEqualTo("suspended");
    assertThat(server.delete(path(kept), suspended).status()).isEqualTo(200);
  }

  @Test
  void whatIsMovedByTheDeskKeepsItsHoldersPrices() {
    JsonObject mine = booked(server.member(), wish("p-27", "2026-12-14T09:00", "2026-12-14T17:00"));
    JsonObject moved =
        moved(server.manager(), mine, "from", "2026-12-15T09:00", "to", "2026-12-15T17:00");
    assertThat(centimes(moved, "price")).isEqualTo(centimes(mine, "price"));
    JsonObject on =
        booked(
            server.manager(),
            wish("p-27", "2026-12-16T09:00", "2026-12-16T17:00")
                .put("for", server.member().email()));
    assertThat(centimes(on, "price")).isEqualTo(centimes(mine, "price"));
  }

  @Test
  void anOfferCostsWhatItsHolderPaysAndCountsForTheirQuota() {
    Someone first = server.someone("first@example.org");
    Someone next = server.someone("next@example.org");
    JsonObject pack =
        new JsonObject()
            .put("email", next.email())
            .put("site", "essaouira")
            .put("kind", "position")
            .put("unit", "day")
            .put("passes", 1)
            .put("starts_on", "2026-12-01")
            .put("ends_on", "2027-06-01");
    assertThat(server.post("/api/v1/packs", server.manager(), pack).status()).isEqualTo(201);
    JsonObject wish = wish("p-26", "2026-12-17T09:00", "2026-12-17T17:00");
    JsonObject taken = booked(first, wish);
    assertThat(server.post("/api/v1/waitlist", next, wish).status()).isEqualTo(201);
    assertThat(server.delete(path(taken), first).status()).isEqualTo(200);
    JsonObject offer = only(next);
    assertThat(offer.getString("status")).isEqualTo("offered");
    Answer accepted = server.post(path(offer) + "/confirm", next, new JsonObject());
    assertThat(accepted.status()).as(accepted.json().encode()).isEqualTo(200);
    assertThat(centimes(accepted.json(), "price")).as("a pass pays for it").isZero();
    assertThat(waits("taken", next)).isEqualTo(1);
  }

  @Test
  void anOfferOfTheHallIsTakenOnceItIsAskedFor() {
    Someone next = server.someone("hall@example.org");
    JsonObject wish = wish("event", "2026-12-18T09:00", "2026-12-18T13:00");
    JsonObject taken = booked(server.nomad(), wish);
    assertThat(server.post("/api/v1/waitlist", next, wish).status()).isEqualTo(201);
    assertThat(server.delete(path(taken), server.nomad()).status()).isEqualTo(200);
    JsonObject offer = only(next);
    JsonObject asked = server.post(path(offer) + "/confirm", next, new JsonObject()).json();
    assertThat(asked.getString("status")).isEqualTo("requested");
    assertThat(waits("taken", next)).isEqualTo(1);
  }

  private JsonObject only(Someone someone) {
    return server.get("/api/v1/bookings", someone).json().getJsonArray("bookings").getJsonObject(0);
  }

  private long waits(String status, Someone someone) {
    return server
        .database()
        .sql()
        .first(
            row -> row.getLong(0),
            "select count(*) from waitlist_entry where status = $1 and person_id = $2",
            status,
            someone.id())
        .orElseThrow();
  }

  private JsonObject booked(Someone someone, JsonObject wish) {
    Answer answer = server.post("/api/v1/bookings", someone, wish);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json();
  }

  private JsonObject approved(JsonObject booking) {
    Answer answer = server.post(path(booking) + "/approve", server.manager(), new JsonObject());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  private JsonObject moved(Someone someone, JsonObject booking, String... change) {
    var wish = new JsonObject();
    for (int i = 0; i < change.length; i += 2) wish.put(change[i], change[i + 1]);
    Answer answer = patch(someone, booking, wish);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  private Answer patch(Someone someone, JsonObject booking, JsonObject wish) {
    return server.patch(path(booking), someone, wish);
  }

  private static String path(JsonObject booking) {
    return "/api/v1/bookings/" + booking.getString("id");
  }

  private static long centimes(JsonObject booking, String of) {
    return of.equals("refund")
        ? booking.getLong("refund_centimes", 0L)
        : booking.getJsonObject(of).getLong("centimes");
  }

  private static JsonObject wish(String space, String from, String to) {
    return new JsonObject().put("space", "essaouira/" + space).put("from", from).put("to", to);
  }

  private long rights(JsonObject booking) {
    return server
        .database()
        .sql()
        .first(
            row -> row.getLong(0),
            "select count(*) from access_right where source = 'booking' and source_id = $1",
            UUID.fromString(booking.getString("id")))
        .orElseThrow();
  }
}
