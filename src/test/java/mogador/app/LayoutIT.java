package mogador.app;

import static mogador.app.LayoutPark.at;
import static mogador.app.LayoutPark.away;
import static mogador.app.LayoutPark.cancel;
import static mogador.app.LayoutPark.choices;
import static mogador.app.LayoutPark.layout;
import static mogador.app.LayoutPark.move;
import static mogador.app.LayoutPark.only;
import static mogador.app.LayoutPark.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Layouts of seats over HTTP: what they break, what becomes of it, and how they are withdrawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutIT {
  private final LayoutPark park = LayoutPark.open("2026-10-01T08:00:00Z");
  private final TestServer server = park.server();

  @AfterAll
  void stop() {
    park.close();
  }

  /** The latest first: withdrawing it brings nothing back that stands by then. */
  @AfterEach
  void everySeatStandsAgain() {
    for (String id : park.ids().reversed()) {
      assertThat(park.withdraw(id, new JsonObject()).status()).isEqualTo(200);
    }
    assertThat(park.count("select count(*) from closure")).isZero();
    assertThat(park.count("select count(*) from claim where source = 'closure'")).isZero();
  }

  @Test
  void aBookingOfASeatPutAwayGoesToTheNearestFreeOneForTheSamePrice() {
    Someone nomad = park.someone();
    Answer booked = park.book(nomad, "p-07", "2026-10-20");
    String id = booked.json().getString("id");
    park.book(park.someone(), "p-08", "2026-10-20");
    park.book(park.someone(), "p-07", "2026-10-19");

    JsonObject wish = layout("2026-10-20", away("p-07"));
    Answer proposed = park.propose(wish);
    assertThat(proposed.status()).as(proposed.json().encode()).isEqualTo(200);
    assertThat(proposed.json().getJsonArray("put_away")).containsExactly("p-07");
    JsonObject broken = only(proposed.json().getJsonArray("broken"));
    assertThat(broken.getString("booking")).isEqualTo(id);
    assertThat(broken.getString("email")).isEqualTo(nomad.email());
    assertThat(broken.getString("proposed")).isEqualTo("essaouira/p-05");
    assertThat(broken.getJsonArray("free")).doesNotContain("essaouira/p-07", "essaouira/p-08");
    assertThat(park.space(nomad, id)).as("nothing has happened yet").isEqualTo("p-07");
    assertThat(park.add(wish).code()).as("not seen").isEqualTo("not_as_seen");

    JsonObject seen = wish.copy().put("version", proposed.json().getString("version"));
    seen.put("reason", "Les tables sont repeintes.");
    Answer done = park.post(seen, "Idempotency-Key", "layout-1");
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    assertThat(only(done.json().getJsonArray("moved")).getString("space"))
        .isEqualTo("essaouira/p-05");
    assertThat(park.post(seen, "Idempotency-Key", "layout-1").json()).isEqualTo(done.json());
    assertThat(park.post(wish, "Idempotency-Key", "layout-1").code())
        .isEqualTo("idempotency_key_reused");

    JsonObject after = server.get("/api/v1/bookings/" + id, nomad).json();
    assertThat(after.getString("space")).isEqualTo("essaouira/p-05");
    assertThat(after.getJsonObject("price")).isEqualTo(booked.json().getJsonObject("price"));
    assertThat(after.getInteger("sequence")).isEqualTo(1);
    assertThat(park.spacesOf("access_right", id)).as("its doors follow").containsExactly("p-05");
    assertThat(park.spacesOf("claim", id)).containsExactly("p-05");
    assertThat(park.why(id).getString("layout")).isEqualTo(done.json().getString("id"));
    assertThat(park.why(id).getString("by")).isEqualTo(server.manager().id().toString());
    assertThat(park.mailTo(nomad, "Modifié")).contains("Place 05", "Les tables sont repeintes.");

    assertThat(park.book(park.someone(), "p-07", "2026-10-20").code()).isEqualTo("slot_taken");
    assertThat(park.book(park.someone(), "p-07", "2026-10-18").status()).isEqualTo(201);
    assertThat(park.offered("2026-10-20")).doesNotContain("essaouira/p-07");
    assertThat(park.offered("2026-10-18")).contains("essaouira/p-07");
  }

  @Test
  void whatIsBrokenMeanwhileIsShownAndNothingIsWritten() {
    Someone nomad = park.someone();
    String id = park.book(nomad, "p-09", "2026-10-21").json().getString("id");
    JsonObject wish = layout("2026-10-21", away("p-09"));
    JsonObject seen = wish.copy().put("version", park.propose(wish).json().getString("version"));
    park.book(park.someone(), "p-09", "2026-10-22");

    Answer late = park.add(seen);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("not_as_seen");
    assertThat(late.json().getJsonObject("proposal").getJsonArray("broken")).hasSize(2);
    assertThat(park.ids()).isEmpty();
    assertThat(park.space(nomad, id)).isEqualTo("p-09");
    assertThat(park.count("select count(*) from closure")).isZero();
  }

  @Test
  void whoBooksTheProposedSeatMeanwhileKeepsItAndAnotherIsProposed() {
    park.book(park.someone(), "p-13", "2026-10-23");
    JsonObject wish = layout("2026-10-23", away("p-13"));
    JsonObject proposal = park.propose(wish).json();
    String first = only(proposal.getJsonArray("broken")).getString("proposed");
    assertThat(park.book(park.someone(), first.substring(10), "2026-10-23").status())
        .isEqualTo(201);

    Answer late = park.add(wish.copy().put("version", proposal.getString("version")));
    assertThat(late.code()).isEqualTo("not_as_seen");
    JsonObject again = late.json().getJsonObject("proposal");
    assertThat(only(again.getJsonArray("broken")).getString("proposed")).isNotEqualTo(first);
    assertThat(park.add(wish.copy().put("version", again.getString("version"))).status())
        .isEqualTo(201);
  }

  @Test
  void whoeverIsQuickerNoSeatIsHeldTwiceAndNothingIsHalfWritten() {
    List<Someone> nomads = IntStream.range(0, 8).mapToObj(i -> park.someone()).toList();
    IntFunction<String> seat = i -> "p-%02d".formatted(25 + i);
    for (int i = 0; i < 4; i++) park.book(nomads.get(i), seat.apply(i), "2026-10-24");
    JsonObject wish =
        layout("2026-10-24", away("p-25"), away("p-26"), away("p-27"), away("p-28"), away("p-31"));
    JsonObject seen = wish.copy().put("version", park.propose(wish).json().getString("version"));
    List<Callable<Answer>> calls = new ArrayList<>(List.of(() -> park.add(seen)));
    for (int i = 4; i < 8; i++) {
      int n = i;
      calls.add(() -> park.book(nomads.get(n), seat.apply(n), "2026-10-24"));
    }
    List<Answer> answers = together(calls);
    Answer change = answers.getFirst();
    assertThat(change.status()).isIn(201, 409);
    boolean changed = change.status() == 201;
    long atOldSeats =
        park.count(
            "select count(*) from booking b join space s on s.id = b.space_id where b.status ="
                + " 'confirmed' and b.local_from::date = '2026-10-24' and s.code in ('p-25',"
                + " 'p-26', 'p-27', 'p-28')");
    assertThat(atOldSeats).isEqualTo(changed ? 0 : 4);
    assertThat(park.count("select count(*) from closure")).isEqualTo(changed ? 5 : 0);
    assertThat(
            park.count(
                "select count(*) from booking b where status = 'confirmed' and"
                    + " b.local_from::date = '2026-10-24' and not exists (select from claim c where"
                    + " c.source_id = b.id and c.space_id = b.space_id)"))
        .isZero();
  }

  @Test
  void aBookingMayBeCancelledInsteadWithAllPaidBack() {
    Someone nomad = park.someone();
    JsonObject booked = park.book(nomad, "p-16", "2026-10-26").json();
    JsonObject wish = layout("2026-10-26", away("p-16"));
    JsonObject seen = wish.copy().put("version", park.propose(wish).json().getString("version"));
    Answer done = park.add(seen.put("choices", choices(cancel(booked.getString("id")))));
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    JsonObject after = server.get("/api/v1/bookings/" + booked.getString("id"), nomad).json();
    assertThat(after.getString("status")).isEqualTo("cancelled");
    assertThat(after.getLong("refund_centimes"))
        .isEqualTo(booked.getJsonObject("price").getLong("centimes"));
    assertThat(park.spacesOf("access_right", booked.getString("id"))).isEmpty();
    assertThat(park.spacesOf("claim", booked.getString("id"))).isEmpty();
    assertThat(park.mailTo(nomad, "Annulé")).contains(booked.getString("reference"));
  }

  @Test
  void aManagerMayChooseAnotherSeatButNotOneThatIsTaken() {
    Someone nomad = park.someone();
    String one = park.book(nomad, "p-17", "2026-10-27").json().getString("id");
    String two = park.book(park.someone(), "p-18", "2026-10-27").json().getString("id");
    park.book(park.someone(), "p-20", "2026-10-27");
    JsonObject wish = layout("2026-10-27", away("p-17"), away("p-18"));
    JsonObject seen = wish.copy().put("version", park.propose(wish).json().getString("version"));
    assertThat(park.add(seen.copy().put("choices", choices(move(one, "p-20")))).code())
        .isEqualTo("seat_not_free");
    JsonArray both = choices(move(one, "p-30"), move(two, "p-30"));
    assertThat(park.add(seen.copy().put("choices", both)).code()).isEqualTo("seat_not_free");
    assertThat(park.ids()).isEmpty();
    Answer done = park.add(seen.copy().put("choices", choices(move(one, "p-30"))));
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    assertThat(park.space(nomad, one)).isEqualTo("p-30");
  }

  @Test
  void aTableIsBrokenByOneOfItsSeatsAndGoesToAnotherTable() {
    Someone nomad = park.someone();
    String id = park.book(nomad, "t-b", "2026-10-28").json().getString("id");
    JsonObject wish = layout("2026-10-28", away("p-06"));
    JsonObject proposal = park.propose(wish).json();
    String proposed = only(proposal.getJsonArray("broken")).getString("proposed");
    assertThat(proposed).startsWith("essaouira/t-").isNotEqualTo("essaouira/t-b");
    assertThat(park.add(wish.copy().put("version", proposal.getString("version"))).status())
        .isEqualTo(201);
    assertThat("essaouira/" + park.space(nomad, id)).isEqualTo(proposed);
    assertThat(park.book(park.someone(), "t-b", "2026-10-28").code()).isEqualTo("slot_taken");
    assertThat(park.book(park.someone(), "p-05", "2026-10-28").status()).isEqualTo(201);
  }

  @Test
  void aSeriesKeepsItsDaysAtOtherSeatsAndIsToldOnce() {
    Someone nomad = park.someone();
    var body =
        new JsonObject()
            .put("space", "essaouira/p-21")
            .put("from", "2026-11-02T09:00")
            .put("to", "2026-11-02T10:00")
            .put("rule", "FREQ=DAILY;COUNT=4");
    Answer series = server.post("/api/v1/series", nomad, body);
    assertThat(series.status()).as(series.json().encode()).isEqualTo(201);
    JsonObject wish = layout("2026-11-04", away("p-21"));
    JsonObject proposal = park.propose(wish).json();
    assertThat(proposal.getJsonArray("broken")).hasSize(2);
    assertThat(park.add(wish.copy().put("version", proposal.getString("version"))).status())
        .isEqualTo(201);
    String id = series.json().getString("id");
    assertThat(
            server.get("/api/v1/series/" + id, nomad).json().getJsonArray("bookings").stream()
                .map(b -> ((JsonObject) b).getString("space").substring(10))
                .toList())
        .startsWith("p-21", "p-21")
        .endsWith(
            proposal.getJsonArray("broken").stream()
                .map(b -> ((JsonObject) b).getString("proposed").substring(10))
                .toArray(String[]::new));
    assertThat(park.mailTo(nomad, "Modifié")).isNotEmpty();
    assertThat(park.count("select count(*) from mail where recipient = '" + nomad.email() + "'"))
        .as("placed, and changed once")
        .isEqualTo(2);
  }

  @Test
  void layoutsBetweenOthersCloseExactlyTheDaysOfEach() {
    assertThat(park.add(layout("2026-11-10", away("p-22"))).status()).isEqualTo(201);
    assertThat(park.add(layout("2026-11-20", at("p-22", 1700, 1400))).status()).isEqualTo(201);
    assertThat(park.add(layout("2026-11-15", away("p-23"))).status()).isEqualTo(201);
    assertThat(park.closed())
        .containsExactly("p-22 2026-11-10 2026-11-20", "p-23 2026-11-15 2026-11-20");
    assertThat(park.book(park.someone(), "p-22", "2026-11-19").code()).isEqualTo("slot_taken");
    assertThat(park.book(park.someone(), "p-23", "2026-11-20").status()).isEqualTo(201);

    JsonObject broken = park.withdraw(park.ids().getLast(), new JsonObject()).json();
    assertThat(broken.getString("code")).isEqualTo("not_as_seen");
    JsonObject proposal = broken.getJsonObject("proposal");
    assertThat(only(proposal.getJsonArray("broken")).getString("space"))
        .isEqualTo("essaouira/p-23");
    JsonObject seen = new JsonObject().put("version", proposal.getString("version"));
    assertThat(park.withdraw(park.ids().getLast(), seen).status()).isEqualTo(200);
    assertThat(park.closed())
        .containsExactly("p-22 2026-11-10 2100-01-01", "p-23 2026-11-15 2100-01-01");
    String gone = park.ids().getLast();
    assertThat(park.withdraw(gone, new JsonObject()).status()).isEqualTo(200);
    assertThat(park.withdraw(gone, new JsonObject()).status()).as("twice").isEqualTo(200);
    assertThat(park.closed()).containsExactly("p-22 2026-11-10 2100-01-01");
    assertThat(park.book(park.someone(), "p-23", "2026-11-17").status()).isEqualTo(201);
  }

  @Test
  void importingTheFileAgainKeepsLayoutsAndClosures() {
    assertThat(park.add(layout("2026-11-25", away("p-24"), at("p-29", 250, 600))).status())
        .isEqualTo(201);
    var sites = new Sites(server.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), java.time.Instant.now()))
        .isInstanceOf(Sites.Imported.class);
    assertThat(park.closed()).containsExactly("p-24 2026-11-25 2100-01-01");
    JsonArray layouts =
        server.get(LayoutPark.LAYOUTS, server.manager()).json().getJsonArray("layouts");
    assertThat(only(layouts).getJsonArray("seats"))
        .contains(new JsonObject().put("seat", "p-24").put("away", true), at("p-29", 250, 600))
        .hasSize(35);
  }

  @Test
  void aPartyThatWouldSitApartIsToldOf() {
    Someone nomad = park.someone();
    var any = new JsonObject().put("site", "essaouira").put("kind", "position").put("count", 2);
    var body =
        new JsonObject()
            .put("any", any)
            .put("from", "2026-12-02T09:00")
            .put("to", "2026-12-02T10:00");
    Answer party = server.post("/api/v1/parties", nomad, body);
    assertThat(party.status()).as(party.json().encode()).isEqualTo(201);
    String seat =
        party.json().getJsonArray("bookings").getJsonObject(0).getString("space").substring(10);
    JsonObject proposal = park.propose(layout("2026-12-01", at(seat, 1600, 1300))).json();
    assertThat(proposal.getJsonArray("broken")).as("nothing is broken").isEmpty();
    assertThat(only(proposal.getJsonArray("apart")).getJsonArray("bookings")).hasSize(2);
    assertThat(
            park.propose(layout("2026-12-03", at(seat, 1600, 1300))).json().getJsonArray("apart"))
        .as("it is over by then")
        .isEmpty();
  }

  @Test
  void whatCannotStandIsRefusedWithTheSeatAtFault() {
    JsonObject good = layout("2026-11-30", away("p-01"));
    assertThat(server.post(LayoutPark.LAYOUTS + "?dry_run=true", server.nomad(), good).status())
        .isEqualTo(403);
    refused(good.copy().put("floor", "cave"), 404, "unknown_floor", "floor");
    refused(good.copy().put("floor", "etage-1"), 422, "no_seats", "floor");
    refused(good.copy().put("from", "2026-10-01"), 422, "too_early", "from");
    refused(good.copy().put("from", "2029-10-02"), 422, "too_late", "from");
    refused(good.copy().put("from", "soon"), 422, "invalid_input", "from");
    refused(layout("2026-11-30", away("p-99")), 404, "unknown_seat", "seats.p-99");
    refused(layout("2026-11-30", away("p-01"), away("p-01")), 422, "seat_twice", "seats.p-01");
    refused(layout("2026-11-30", at("p-01", 200, 930)), 422, "nothing_changes", "seats");
    refused(layout("2026-11-30", at("p-01", 2200, 930)), 422, "outside_area", "seats.p-01");
    refused(layout("2026-11-30", at("p-01", 250, 1150)), 422, "seat_on_seat", "seats.p-01");
    refused(layout("2026-11-30", at("p-01", 1100, 1650)), 422, "seat_at_door", "seats.p-01");
    assertThat(server.post(LayoutPark.LAYOUTS, server.manager(), new JsonObject()).status())
        .isEqualTo(400);
    assertThat(park.add(good).status()).isEqualTo(201);
    refused(layout("2026-11-30", away("p-02")), 409, "date_taken", "from");
  }

  private void refused(JsonObject wish, int status, String code, String field) {
    Answer answer = park.propose(wish);
    assertThat(answer.code()).as(answer.json().encode()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }
}
