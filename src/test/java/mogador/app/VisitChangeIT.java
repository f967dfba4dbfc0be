package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.calendars.ReadBack;
import mogador.kernel.Await;
import mogador.kernel.TimeSlot;
import mogador.platform.Race;
import mogador.platform.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Visits that change, by the API on a whole server; the nomad has booked a seat for the day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitChangeIT {
  private static final String VISITS = "/api/v1/visits";
  private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");

  private TestServer server;

  @BeforeAll
  void open() {
    server = TestServer.start(TestServer.clockAt("2026-11-23T09:00:00Z"));
    var seat =
        new JsonObject()
            .put("space", "essaouira/p-07")
            .put("from", "2026-12-01T08:00")
            .put("to", "2026-12-01T18:00");
    assertThat(server.post("/api/v1/bookings", server.nomad(), seat).status()).isEqualTo(201);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void aChangedVisitKeepsItsLinkAndDoorsAndCalendarsFollow() throws InterruptedException {
    JsonObject visit = invite("karim@example.org");
    assertThat(visit.getInteger("sequence")).isZero();
    long qr = qr(visit);
    var change =
        new JsonObject()
            .put("from", "2026-12-01T14:00")
            .put("to", "2026-12-01T15:30")
            .put("name", "Karim Tazi")
            .put("company", "Souss SARL")
            .put("space", "p-07");
    JsonObject changed = change(visit, server.nomad(), change).json();
    for (String same : List.of("id", "link", "host", "email", "status")) {
      assertThat(changed.getValue(same)).as(same).isEqualTo(visit.getValue(same));
    }
    assertThat(changed.getString("name")).isEqualTo("Karim Tazi");
    assertThat(changed.getString("company")).isEqualTo("Souss SARL");
    assertThat(changed.getString("note")).isEqualTo("Parking");
    assertThat(changed.getString("space")).isEqualTo("essaouira/p-07");
    assertThat(changed.getString("starts_at")).isEqualTo("2026-12-01T14:00:00Z");
    assertThat(changed.getInteger("sequence")).isEqualTo(1);
    assertThat(qr(visit)).isEqualTo(qr);
    TimeSlot doors = slot(Duration.ofMinutes(285), Duration.ofMinutes(390));
    assertThat(rights(visit)).containsExactly(doors);

    var entrance = new JsonObject().putNull("space");
    assertThat(change(visit, server.nomad(), entrance).json().containsKey("space")).isFalse();
    assertThat(rights(visit)).containsExactly(doors);
    assertThat(cancel(visit).json().getInteger("sequence")).isEqualTo(3);
    assertThat(rights(visit)).isEmpty();

    List<ReadBack> mails = mails("karim@example.org", 4);
    assertThat(mails)
        .extracting(ReadBack::method)
        .containsExactly("REQUEST", "REQUEST", "REQUEST", "CANCEL");
    assertThat(mails)
        .extracting(mail -> ReadBack.value(mail.event(), "SEQUENCE"))
        .containsExactly("0", "1", "2", "3");
    assertThat(mails)
        .extracting(mail -> ReadBack.value(mail.event(), "UID"))
        .containsOnly(visit.getString("id") + "@mogador");
    TimeSlot moved = slot(Duration.ofHours(5), Duration.ofMinutes(390));
    assertThat(mails)
        .extracting(mail -> mail.slots().getFirst())
        .containsExactly(slot(Duration.ZERO, Duration.ofHours(2)), moved, moved, moved);
    assertThat(audited(visit, "visitor_changed")).isEqualTo(2);
    assertThat(audited(visit, "visit_cancelled")).isEqualTo(1);
  }

  @Test
  void aChangeIsHeldToTheBoundsOfAnInvitation() throws InterruptedException {
    JsonObject visit = invite("bounds@example.org");
    refused(visit, "ends_before_start", "to", new JsonObject().put("to", "2026-12-01T09:00"));
    refused(visit, "too_long", "to", new JsonObject().put("to", "2026-12-02T09:15"));
    refused(visit, "not_your_space", "space", new JsonObject().put("space", "b-01"));
    refused(visit, "not_your_space", "space", new JsonObject().put("space", "none"));
    refused(visit, "over", "to", times("2026-11-20"));
    refused(visit, "not_there_then", "from", times("2026-12-02"));
    refused(visit, "too_far_ahead", "from", times("2027-06-01"));
    refused(visit, "invalid_input", "name", new JsonObject().put("name", "  "));
    refused(visit, "invalid_input", "from", new JsonObject().put("from", "noon"));
    assertThat(change(visit, server.nomad(), new JsonObject().put("email", "a@b.example")).status())
        .isEqualTo(400);
    assertThat(change(visit, server.nomad(), new JsonObject().putNull("name")).status())
        .isEqualTo(400);
    assertThat(change(visit, server.member(), times("2026-12-01")).code())
        .isEqualTo("unknown_visit");
    assertThat(change(visit, server.nomad(), times("2026-12-01")).json())
        .as("what is already so")
        .isEqualTo(visit);
    assertThat(rights(visit)).containsExactly(slot(Duration.ofMinutes(-15), Duration.ofHours(2)));
    assertThat(mails("bounds@example.org", 1)).hasSize(1);
    assertThat(audited(visit, "visitor_changed")).isZero();
  }

  @Test
  void aManagerOfTheSiteMayChangeItForTheHost() {
    JsonObject visit = invite("desk@example.org");
    Answer changed = change(visit, server.manager(), times("2026-12-02"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().getString("host")).isEqualTo(visit.getString("host"));
    assertThat(cancel(visit).status()).isEqualTo(200);
  }

  @Test
  void whoIsHereOrGoneAndWhatIsOverOrCancelledStaysAsItIs() {
    var later = new JsonObject().put("to", "2026-12-01T12:00");
    JsonObject visit = invite("here@example.org");
    post(visit, "receive", server.manager());
    assertThat(closed(visit, later, "visit_not_open")).isEqualTo("received");
    post(visit, "sign-out", server.manager());
    assertThat(closed(visit, later, "visit_not_open")).isEqualTo("left");
    JsonObject other = invite("off@example.org");
    cancel(other);
    assertThat(closed(other, later, "visit_not_open")).isEqualTo("cancelled");
    JsonObject past = invite("past@example.org");
    String earlier =
        "update visit set starts_at = starts_at - interval '30 days',"
            + " ends_at = ends_at - interval '30 days' where id = $1";
    server.database().sql().run(earlier, id(past));
    assertThat(closed(past, later, "visit_over")).isEmpty();
  }

  private String closed(JsonObject visit, JsonObject change, String code) {
    Answer answer = change(visit, server.nomad(), change);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(code);
    return answer.json().getString("visit_status", "");
  }

  @Test
  void changesAtOnceAllCount() throws Exception {
    JsonObject visit = invite("race@example.org");
    List<JsonObject> changes =
        List.of(
            new JsonObject().put("name", "Leïla"),
            new JsonObject().put("company", "Souss SARL"),
            new JsonObject().put("note", "Badge"),
            new JsonObject().put("language", "ar"),
            new JsonObject().put("to", "2026-12-01T12:00"));
    List<Answer> answers =
        Race.of(changes.size(), i -> change(visit, server.nomad(), changes.get(i)));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(answer -> answer.json().getInteger("sequence"))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    JsonObject after = cancel(visit).json();
    assertThat(after.getString("name")).isEqualTo("Leïla");
    assertThat(after.getString("company")).isEqualTo("Souss SARL");
    assertThat(after.getString("note")).isEqualTo("Badge");
    assertThat(after.getString("to")).isEqualTo("2026-12-01T12:00");
    assertThat(after.getInteger("sequence")).isEqualTo(6);
  }

  @Test
  void theHostsOwnFeedShowsWhomTheyExpect() throws IOException, InterruptedException {
    Someone host = server.someone("host@example.org");
    var seat =
        new JsonObject()
            .put("space", "essaouira/p-08")
            .put("from", "2026-12-01T08:00")
            .put("to", "2026-12-01T18:00");
    String booked = server.post("/api/v1/bookings", host, seat).json().getString("id");
    var guest = times("2026-12-01").put("site", "essaouira").put("name", "Karim").put("note", "Hi");
    JsonObject visit = server.post(VISITS, host, guest).json();
    var kind = new JsonObject().put("kind", "person");
    String url = server.post("/api/v1/me/calendar-feeds", host, kind).json().getString("url");
    var feed = ReadBack.of(read(url));
    assertThat(feed.events())
        .extracting(event -> ReadBack.value(event, "UID"))
        .containsExactly(booked + "@mogador", visit.getString("id") + "@mogador");
    assertThat(ReadBack.value(feed.events().getLast(), "SUMMARY")).isEqualTo("Visite de Karim");
    assertThat(feed.slots()).contains(slot(Duration.ZERO, Duration.ofHours(2)));
    assertThat(read(url)).doesNotContain("ATTENDEE", visit.getString("link"));
    server.post(VISITS + "/" + visit.getString("id") + "/cancel", host, new JsonObject());
    assertThat(ReadBack.of(read(url)).events()).hasSize(1);
  }

  private String read(String url) throws IOException, InterruptedException {
    String path = URI.create(url).getPath();
    var request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private void refused(JsonObject visit, String code, String field, JsonObject change) {
    Answer answer = change(visit, server.nomad(), change);
    assertThat(answer.status()).as(code).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }

  private JsonObject invite(String email) {
    var guest =
        times("2026-12-01")
            .put("site", "essaouira")
            .put("name", "Karim")
            .put("note", "Parking")
            .put("email", email);
    Answer answer = server.post(VISITS, server.nomad(), guest);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  /** From nine to eleven. */
  private static JsonObject times(String day) {
    return new JsonObject().put("from", day + "T09:00").put("to", day + "T11:00");
  }

  private static TimeSlot slot(Duration after, Duration until) {
    return new TimeSlot(NINE.plus(after), NINE.plus(until));
  }

  private Answer change(JsonObject visit, Someone as, JsonObject change) {
    return server.patch(VISITS + "/" + visit.getString("id"), as, change);
  }

  private Answer cancel(JsonObject visit) {
    return post(visit, "cancel", server.nomad());
  }

  private Answer post(JsonObject visit, String what, Someone as) {
    return server.post(VISITS + "/" + visit.getString("id") + "/" + what, as, new JsonObject());
  }

  private List<TimeSlot> rights(JsonObject visit) {
    return server
        .database()
        .sql()
        .list(
            row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
            "select starts_at, ends_at from access_right where source_id = $1",
            id(visit));
  }

  /** How many QR codes of the visitor's there ever were. */
  private long qr(JsonObject visit) {
    return server.count(
        """
        select count(*) from credential c join visit v on v.visitor_id = c.person_id
        where v.id = $1
        """,
        id(visit));
  }

  private long audited(JsonObject visit, String kind) {
    return server.count(
        "select count(*) from audit_entry where subject = $1 and kind = $2",
        visit.getString("id"),
        kind);
  }

  /** The calendar entries of all mails to somebody, once so many have come; by their sequence. */
  private List<ReadBack> mails(String to, int count) throws InterruptedException {
    Await.until(
        count + " mails to " + to,
        () -> server.count("select count(*) from mail where recipient = $1", to) == count);
    return server
        .database()
        .sql()
        .list(
            row -> ReadBack.of(row.getString("calendar")),
            "select calendar from mail where recipient = $1 order by created_at, id",
            to);
  }

  private static UUID id(JsonObject visit) {
    return UUID.fromString(visit.getString("id"));
  }
}
