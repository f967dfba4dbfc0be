package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mogador.app.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may see and do what, and offices held by leases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleAndLeasesIT {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-23T09:00:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aBookingIsItsHoldersAndItsSitesManagers() {
    JsonObject booking = book("essaouira/p-01", "2026-12-01T09:00", "2026-12-01T10:00").json();
    String path = "/api/v1/bookings/" + booking.getString("id");
    assertThat(server.get(path, server.nomad()).json().getJsonObject("pass")).isNotNull();
    assertThat(server.get(path, server.member()).code()).isEqualTo("unknown_booking");
    assertThat(server.delete(path, server.member()).status()).isEqualTo(404);
    Answer managers = server.get(path, server.manager());
    assertThat(managers.status()).isEqualTo(200);
    assertThat(managers.json().containsKey("pass")).as("the pass is the holder's alone").isFalse();
  }

  @Test
  void cancellingGivesTimeAndDoorsBackAndTwiceChangesNothing() {
    JsonObject booking = book("essaouira/p-02", "2026-12-02T09:00", "2026-12-02T10:00").json();
    String path = "/api/v1/bookings/" + booking.getString("id");
    assertThat(server.delete(path, server.nomad()).json().getString("status"))
        .isEqualTo("cancelled");
    JsonObject again = server.delete(path, server.nomad()).json();
    assertThat(again.getString("status")).isEqualTo("cancelled");
    assertThat(rights(booking.getString("id"))).isZero();
    assertThat(book("essaouira/p-02", "2026-12-02T09:00", "2026-12-02T10:00").status())
        .isEqualTo(201);
  }

  @Test
  void backToBackBookingsDoNotConflict() {
    assertThat(book("essaouira/p-03", "2026-12-03T09:00", "2026-12-03T10:00").status())
        .isEqualTo(201);
    assertThat(book("essaouira/p-03", "2026-12-03T10:00", "2026-12-03T11:00").status())
        .isEqualTo(201);
    Answer taken = book("essaouira/p-03", "2026-12-03T09:45", "2026-12-03T10:15");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().getJsonArray("alternatives")).isNotEmpty();
  }

  @Test
  void bookingATableClosesItsPositionsAndTheReverse() {
    assertThat(book("essaouira/t-a", "2026-12-04T09:00", "2026-12-04T10:00").status())
        .isEqualTo(201);
    assertThat(book("essaouira/p-01", "2026-12-04T09:30", "2026-12-04T10:30").code())
        .isEqualTo("slot_taken");
    assertThat(book("essaouira/p-01", "2026-12-05T09:00", "2026-12-05T10:00").status())
        .isEqualTo(201);
    assertThat(book("essaouira/t-a", "2026-12-05T09:00", "2026-12-05T10:00").code())
        .isEqualTo("slot_taken");
  }

  @Test
  void theSameKeyGivesTheSameAnswerAndAnotherBodyIsRefused() {
    JsonObject wish = wish("essaouira/p-05", "2026-12-06T09:00", "2026-12-06T10:00");
    String[] key = {"Idempotency-Key", "one"};
    Answer first = server.post("/api/v1/bookings", server.nomad(), wish, key);
    Answer second = server.post("/api/v1/bookings", server.nomad(), wish, key);
    assertThat(second).isEqualTo(first);
    JsonObject other = wish("essaouira/p-06", "2026-12-06T09:00", "2026-12-06T10:00");
    assertThat(server.post("/api/v1/bookings", server.nomad(), other, key).code())
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void aLeaseClaimsItsOfficesGivesTheMembersTheirDoorsAndOwesItsRent() {
    String company =
        server
            .database()
            .sql()
            .first(
                row -> row.getUUID("id").toString(),
                "select id from company where name = $1",
                TestServer.COMPANY)
            .orElseThrow();
    var terms =
        new JsonObject()
            .put("company", company)
            .put("spaces", new JsonArray().add("essaouira/b-01"))
            .put("starts_on", "2026-12-12")
            .put("ends_on", "2028-12-12")
            .put("rate_centimes", 5_000);
    assertThat(server.post("/api/v1/leases", server.nomad(), terms).status()).isEqualTo(403);
    Answer lease = server.post("/api/v1/leases", server.manager(), terms);
    assertThat(lease.status()).as(lease.json().encode()).isEqualTo(201);
    assertThat(rights(lease.json().getString("id"))).isEqualTo(1);
    Answer twice = server.post("/api/v1/leases", server.manager(), terms);
    assertThat(twice.code()).isEqualTo("slot_taken");

    JsonObject roll =
        server.get("/api/v1/sites/essaouira/rent-roll?month=2026-12", server.manager()).json();
    JsonObject line = roll.getJsonArray("leases").getJsonObject(0);
    // 24 m² at 50 DH for 20 of 31 days is 774.1935…
    assertThat(line.getLong("rent_centimes")).isEqualTo(77_419);
    assertThat(roll.getJsonArray("vacant")).doesNotContain("essaouira/b-01").isNotEmpty();
  }

  private Answer book(String space, String from, String to) {
    return server.post("/api/v1/bookings", server.nomad(), wish(space, from, to));
  }

  private static JsonObject wish(String space, String from, String to) {
    return new JsonObject().put("space", space).put("from", from).put("to", to);
  }

  private long rights(String source) {
    return server
        .database()
        .sql()
        .first(
            row -> row.getLong(0),
            "select count(*) from access_right where source_id = $1",
            java.util.UUID.fromString(source))
        .orElseThrow();
  }
}
