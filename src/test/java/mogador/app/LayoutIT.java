package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.platform.Sql;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Layouts of seats over HTTP: what they break, what becomes of it, and how they are withdrawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutIT {
  private static final String LAYOUTS = "/api/v1/sites/essaouira/layouts";

  private final AtomicInteger people = new AtomicInteger();
  private TestServer server;
  private Sql sql;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-10-01T08:00:00Z"));
    sql = server.database().sql();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** The latest first: withdrawing it brings nothing back that stands by then. */
  @AfterEach
  void everySeatStandsAgain() {
    List<String> ids = ids();
    for (String id : ids.reversed()) {
      assertThat(withdraw(id, new JsonObject()).status()).isEqualTo(200);
    }
    assertThat(count("select count(*) from closure")).isZero();
    assertThat(count("select count(*) from claim where source = 'closure'")).isZero();
  }

  @Test
  void aBookingOfASeatPutAwayGoesToTheNearestFreeOneForTheSamePrice() {
    Someone nomad = someone();
    Answer booked = book(nomad, "p-07", "2026-10-20");
    String id = booked.json().getString("id");
    book(someone(), "p-08", "2026-10-20");
    book(someone(), "p-07", "2026-10-19");

    JsonObject wish = layout("2026-10-20", away("p-07"));
    Answer proposed = propose(wish);
    assertThat(proposed.status()).as(proposed.json().encode()).isEqualTo(200);
    assertThat(proposed.json().getJsonArray("put_away")).containsExactly("p-07");
    JsonObject broken = only(proposed.json().getJsonArray("broken"));
    assertThat(broken.getString("booking")).isEqualTo(id);
    assertThat(broken.getString("email")).isEqualTo(nomad.email());
    assertThat(broken.getString("proposed")).isEqualTo("essaouira/p-05");
    assertThat(broken.getJsonArray("free")).doesNotContain("essaouira/p-07", "essaouira/p-08");
    assertThat(space(nomad, id)).as("nothing has happened yet").isEqualTo("p-07");
    assertThat(add(wish).code()).as("not seen").isEqualTo("not_as_seen");

    JsonObject seen = wish.copy().put("version", proposed.json().getString("version"));
    seen.put("reason", "Les tables sont repeintes.");
    Answer done = post(seen, "Idempotency-Key", "layout-1");
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    assertThat(only(done.json().getJsonArray("moved")).getString("space"))
        .isEqualTo("essaouira/p-05");
    assertThat(post(seen, "Idempotency-Key", "layout-1").json()).isEqualTo(done.json());
    assertThat(post(wish, "Idempotency-Key", "layout-1").code())
        .isEqualTo("idempotency_key_reused");

    JsonObject after = server.get("/api/v1/bookings/" + id, nomad).json();
    assertThat(after.getString("space")).isEqualTo("essaouira/p-05");
    assertThat(after.getJsonObject("price")).isEqualTo(booked.json().getJsonObject("price"));
    assertThat(after.getInteger("sequence")).isEqualTo(1);
    assertThat(spacesOf("access_right", id)).as("its doors follow").containsExactly("p-05");
    assertThat(spacesOf("claim", id)).containsExactly("p-05");
    assertThat(why(id).getString("layout")).isEqualTo(done.json().getString("id"));
    assertThat(why(id).getString("by")).isEqualTo(server.manager().id().toString());
    assertThat(mailTo(nomad, "Modifié")).contains("Place 05", "Les tables sont repeintes.");

    assertThat(book(someone(), "p-07", "2026-10-20").code()).isEqualTo("slot_taken");
    assertThat(book(someone(), "p-07", "2026-10-18").status()).isEqualTo(201);
    assertThat(offered("2026-10-20")).doesNotContain("essaouira/p-07");
    assertThat(offered("2026-10-18")).contains("essaouira/p-07");
  }

  @Test
  void whatIsBrokenMeanwhileIsShownAndNothingIsWritten() {
    Someone nomad = someone();
    String id = book(nomad, "p-09", "2026-10-21").json().getString("id");
    JsonObject wish = layout("2026-10-21", away("p-09"));
    JsonObject seen = wish.copy().put("version", propose(wish).json().getString("version"));
    book(someone(), "p-09", "2026-10-22");

    Answer late = add(seen);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("not_as_seen");
    assertThat(late.json().getJsonObject("proposal").getJsonArray("broken")).hasSize(2);
    assertThat(ids()).isEmpty();
    assertThat(space(nomad, id)).isEqualTo("p-09");
    assertThat(count("select count(*) from closure")).isZero();
  }

  @Test
  void whoBooksTheProposedSeatMeanwhileKeepsItAndAnotherIsProposed() {
    book(someone(), "p-13", "2026-10-23");
    JsonObject wish = layout("2026-10-23", away("p-13"));
    JsonObject proposal = propose(wish).json();
    String first = only(proposal.getJsonArray("broken")).getString("proposed");
    assertThat(book(someone(), first.substring(10), "2026-10-23").status()).isEqualTo(201);

    Answer late = add(wish.copy().put("version", proposal.getString("version")));
    assertThat(late.code()).isEqualTo("not_as_seen");
    JsonObject again = late.json().getJsonObject("proposal");
    assertThat(only(again.getJsonArray("broken")).getString("proposed")).isNotEqualTo(first);
    assertThat(add(wish.copy().put("version", again.getString("version"))).status()).isEqualTo(201);
  }

  @Test
  void whoeverIsQuickerNoSeatIsHeldTwiceAndNothingIsHalfWritten() {
    List<Someone> nomads = IntStream.range(0, 8).mapToObj(i -> someone()).toList();
    IntFunction<String> seat = i -> "p-%02d".formatted(25 + i);
    for (int i = 0; i < 4; i++) book(nomads.get(i), seat.apply(i), "2026-10-24");
    JsonObject wish =
        layout("2026-10-24", away("p-25"), away("p-26"), away("p-27"), away("p-28"), away("p-31"));
    JsonObject seen = wish.copy().put("version", propose(wish).json().getString("version"));
    List<Callable<Answer>> calls = new ArrayList<>(List.of(() -> add(seen)));
    for (int i = 4; i < 8; i++) {
      int n = i;
      calls.add(() -> book(nomads.get(n), seat.apply(n), "2026-10-24"));
    }
    List<Answer> answers = together(calls);
    Answer change = answers.getFirst();
    assertThat(change.status()).isIn(201, 409);
    boolean changed = change.status() == 201;
    long atOldSeats =
        count(
            "select count(*) from booking b join space s on s.id = b.space_id where b.status ="
                + " 'confirmed' and b.local_from::date = '2026-10-24' and s.code in ('p-25',"
                + " 'p-26', 'p-27', 'p-28')");
    assertThat(atOldSeats).isEqualTo(changed ? 0 : 4);
    assertThat(count("select count(*) from closure")).isEqualTo(changed ? 5 : 0);
    assertThat(
            count(
                "select count(*) from booking b where status = 'confirmed' and b.local_from::date ="
                    + " '2026-10-24' and not exists (select from claim c where c.source_id = b.id"
                    + " and c.space_id = b.space_id)"))
        .isZero();
  }

  @Test
  void aBookingMayBeCancelledInsteadWithAllPaidBack() {
    Someone nomad = someone();
    JsonObject booked = book(nomad, "p-16", "2026-10-26").json();
    JsonObject wish = layout("2026-10-26", away("p-16"));
    JsonObject seen = wish.copy().put("version", propose(wish).json().getString("version"));
    Answer done = add(seen.put("choices", choices(cancel(booked.getString("id")))));
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    JsonObject after = server.get("/api/v1/bookings/" + booked.getString("id"), nomad).json();
    assertThat(after.getString("status")).isEqualTo("cancelled");
    assertThat(after.getLong("refund_centimes"))
        .isEqualTo(booked.getJsonObject("price").getLong("centimes"));
    assertThat(spacesOf("access_right", booked.getString("id"))).isEmpty();
    assertThat(spacesOf("claim", booked.getString("id"))).isEmpty();
    assertThat(mailTo(nomad, "Annulé")).contains(booked.getString("reference"));
  }

  @Test
  void aManagerMayChooseAnotherSeatButNotOneThatIsTaken() {
    Someone nomad = someone();
    String one = book(nomad, "p-17", "2026-10-27").json().getString("id");
    String two = book(someone(), "p-18", "2026-10-27").json().getString("id");
    book(someone(), "p-20", "2026-10-27");
    JsonObject wish = layout("2026-10-27", away("p-17"), away("p-18"));
    JsonObject seen = wish.copy().put("version", propose(wish).json().getString("version"));
    assertThat(add(seen.copy().put("choices", choices(move(one, "p-20")))).code())
        .isEqualTo("seat_not_free");
    JsonArray both = choices(move(one, "p-30"), move(two, "p-30"));
    assertThat(add(seen.copy().put("choices", both)).code()).isEqualTo("seat_not_free");
    assertThat(ids()).isEmpty();
    Answer done = add(seen.copy().put("choices", choices(move(one, "p-30"))));
    assertThat(done.status()).as(done.json().encode()).isEqualTo(201);
    assertThat(space(nomad, one)).isEqualTo("p-30");
  }

  @Test
  void aTableIsBrokenByOneOfItsSeatsAndGoesToAnotherTable() {
    Someone nomad = someone();
    String id = book(nomad, "t-b", "2026-10-28").json().getString("id");
    JsonObject wish = layout("2026-10-28", away("p-06"));
    JsonObject proposal = propose(wish).json();
    String proposed = only(proposal.getJsonArray("broken")).getString("proposed");
    assertThat(proposed).startsWith("essaouira/t-").isNotEqualTo("essaouira/t-b");
    assertThat(add(wish.copy().put("version", proposal.getString("version"))).status())
        .isEqualTo(201);
    assertThat("essaouira/" + space(nomad, id)).isEqualTo(proposed);
    assertThat(book(someone(), "t-b", "2026-10-28").code()).isEqualTo("slot_taken");
    assertThat(book(someone(), "p-05", "2026-10-28").status()).isEqualTo(201);
  }

  @Test
  void aSeriesKeepsItsDaysAtOtherSeatsAndIsToldOnce() {
    Someone nomad = someone();
    var body =
        new JsonObject()
            .put("space", "essaouira/p-21")
            .put("from", "2026-11-02T09:00")
            .put("to", "2026-11-02T10:00")
            .put("rule", "FREQ=DAILY;COUNT=4");
    Answer series = server.post("/api/v1/series", nomad, body);
    assertThat(series.status()).as(series.json().encode()).isEqualTo(201);
    JsonObject wish = layout("2026-11-04", away("p-21"));
    JsonObject proposal = propose(wish).json();
    assertThat(proposal.getJsonArray("broken")).hasSize(2);
    assertThat(add(wish.copy().put("version", proposal.getString("version"))).status())
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
    assertThat(mailTo(nomad, "Modifié")).isNotEmpty();
    assertThat(count("select count(*) from mail where recipient = '" + nomad.email() + "'"))
        .as("placed, and changed once")
        .isEqualTo(2);
  }

  @Test
  void layoutsBetweenOthersCloseExactlyTheDaysOfEach() {
    assertThat(add(layout("2026-11-10", away("p-22"))).status()).isEqualTo(201);
    assertThat(add(layout("2026-11-20", at("p-22", 1700, 1400))).status()).isEqualTo(201);
    assertThat(add(layout("2026-11-15", away("p-23"))).status()).isEqualTo(201);
    assertThat(closed())
        .containsExactly("p-22 2026-11-10 2026-11-20", "p-23 2026-11-15 2026-11-20");
    assertThat(book(someone(), "p-22", "2026-11-19").code()).isEqualTo("slot_taken");
    assertThat(book(someone(), "p-23", "2026-11-20").status()).isEqualTo(201);

    JsonObject broken = withdraw(ids().getLast(), new JsonObject()).json();
    assertThat(broken.getString("code")).isEqualTo("not_as_seen");
    JsonObject proposal = broken.getJsonObject("proposal");
    assertThat(only(proposal.getJsonArray("broken")).getString("space"))
        .isEqualTo("essaouira/p-23");
    JsonObject seen = new JsonObject().put("version", proposal.getString("version"));
    assertThat(withdraw(ids().getLast(), seen).status()).isEqualTo(200);
    assertThat(closed())
        .containsExactly("p-22 2026-11-10 2100-01-01", "p-23 2026-11-15 2100-01-01");
    String gone = ids().getLast();
    assertThat(withdraw(gone, new JsonObject()).status()).isEqualTo(200);
    assertThat(withdraw(gone, new JsonObject()).status()).as("twice").isEqualTo(200);
    assertThat(closed()).containsExactly("p-22 2026-11-10 2100-01-01");
    assertThat(book(someone(), "p-23", "2026-11-17").status()).isEqualTo(201);
  }

  @Test
  void importingTheFileAgainKeepsLayoutsAndClosures() {
    assertThat(add(layout("2026-11-25", away("p-24"), at("p-29", 250, 600))).status())
        .isEqualTo(201);
    var sites = new Sites(server.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), java.time.Instant.now()))
        .isInstanceOf(Sites.Imported.class);
    assertThat(closed()).containsExactly("p-24 2026-11-25 2100-01-01");
    JsonArray layouts = server.get(LAYOUTS, server.manager()).json().getJsonArray("layouts");
    assertThat(only(layouts).getJsonArray("seats"))
        .contains(new JsonObject().put("seat", "p-24").put("away", true), at("p-29", 250, 600))
        .hasSize(35);
  }

  @Test
  void aPartyThatWouldSitApartIsToldOf() {
    Someone nomad = someone();
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
    JsonObject proposal = propose(layout("2026-12-01", at(seat, 1600, 1300))).json();
    assertThat(proposal.getJsonArray("broken")).as("nothing is broken").isEmpty();
    assertThat(only(proposal.getJsonArray("apart")).getJsonArray("bookings")).hasSize(2);
    assertThat(propose(layout("2026-12-03", at(seat, 1600, 1300))).json().getJsonArray("apart"))
        .as("it is over by then")
        .isEmpty();
  }

  @Test
  void whatCannotStandIsRefusedWithTheSeatAtFault() {
    JsonObject good = layout("2026-11-30", away("p-01"));
    assertThat(server.post(LAYOUTS + "?dry_run=true", server.nomad(), good).status())
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
    assertThat(server.post(LAYOUTS, server.manager(), new JsonObject()).status()).isEqualTo(400);
    assertThat(add(good).status()).isEqualTo(201);
    refused(layout("2026-11-30", away("p-02")), 409, "date_taken", "from");
  }

  private void refused(JsonObject wish, int status, String code, String field) {
    Answer answer = propose(wish);
    assertThat(answer.code()).as(answer.json().encode()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }

  private Answer propose(JsonObject wish) {
    return server.post(LAYOUTS + "?dry_run=true", server.manager(), wish);
  }

  private Answer add(JsonObject wish) {
    return post(wish);
  }

  private Answer post(JsonObject wish, String... headers) {
    return server.post(LAYOUTS, server.manager(), wish, headers);
  }

  private Answer withdraw(String id, JsonObject word) {
    return server.post(LAYOUTS + "/" + id + "/withdraw", server.manager(), word);
  }

  private List<String> ids() {
    return server.get(LAYOUTS, server.manager()).json().getJsonArray("layouts").stream()
        .map(layout -> ((JsonObject) layout).getString("id"))
        .toList();
  }

  private Answer book(Someone who, String space, String day) {
    var body = new JsonObject().put("space", "essaouira/" + space);
    return server.post(
        "/api/v1/bookings", who, body.put("from", day + "T09:00").put("to", day + "T10:00"));
  }

  private List<String> offered(String day) {
    String query = "?from=%sT15:00&to=%sT16:00&kind=position".formatted(day, day);
    return server
        .get("/api/v1/sites/essaouira/availability" + query, server.manager())
        .json()
        .getJsonArray("spaces")
        .stream()
        .map(space -> ((JsonObject) space).getString("space"))
        .toList();
  }

  private String space(Someone who, String booking) {
    JsonObject json = server.get("/api/v1/bookings/" + booking, who).json();
    return json.getString("space").substring(10);
  }

  private List<String> spacesOf(String table, String source) {
    return sql.list(
        row -> row.getString("code"),
        "select s.code from "
            + table
            + " t join space s on s.id = t.space_id where t.source_id = $1",
        UUID.fromString(source));
  }

  private JsonObject why(String booking) {
    return sql.first(
            row -> row.getJsonObject("content").put("by", row.getUUID("person_id").toString()),
            """
            select content, person_id from booking_event where booking_id = $1 and kind = 'changed'
            """,
            UUID.fromString(booking))
        .orElseThrow();
  }

  private List<String> closed() {
    return sql.list(
        row ->
            row.getString("code")
                + " "
                + row.getLocalDate("from_day")
                + " "
                + row.getLocalDate("to_day"),
        """
        select s.code, c.from_day, c.to_day from closure c join space s on s.id = c.space_id
        join claim k on k.source_id = c.id and k.atom_id = s.id
          and k.starts_at = c.starts_at and k.ends_at = c.ends_at
        order by s.code
        """);
  }

  private long count(String query) {
    return sql.first(row -> row.getLong(0), query).orElseThrow();
  }

  private String mailTo(Someone who, String subject) {
    for (int i = 0; i < 200; i++) {
      var mail =
          sql.first(
              row -> row.getString("body"),
              "select body from mail where recipient = $1 and subject like $2",
              who.email(),
              subject + "%");
      if (mail.isPresent()) return mail.get();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no mail “" + subject + "” came to " + who.email());
  }

  private Someone someone() {
    return server.someone("layout-" + people.incrementAndGet() + "@example.org");
  }

  private static List<Answer> together(List<Callable<Answer>> calls) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) answers.add(answer.get());
      return answers;
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject layout(String from, JsonObject... seats) {
    return new JsonObject()
        .put("floor", "rdc")
        .put("from", from)
        .put("seats", new JsonArray(List.of(seats)));
  }

  private static JsonObject away(String seat) {
    return new JsonObject().put("seat", seat).put("away", true);
  }

  private static JsonObject at(String seat, int x, int y) {
    return new JsonObject().put("seat", seat).put("x", x).put("y", y);
  }

  private static JsonArray choices(JsonObject... choices) {
    return new JsonArray(List.of(choices));
  }

  private static JsonObject move(String booking, String seat) {
    return new JsonObject().put("booking", booking).put("space", "essaouira/" + seat);
  }

  private static JsonObject cancel(String booking) {
    return new JsonObject().put("booking", booking).put("cancel", true);
  }

  private static JsonObject only(JsonArray array) {
    assertThat(array).hasSize(1);
    return array.getJsonObject(0);
  }
}
