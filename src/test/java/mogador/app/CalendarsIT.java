package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.calendars.ReadBack;
import mogador.kernel.TimeSlot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Feeds, files and free/busy as calendars fetch them from the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarsIT {
  private static final String FEEDS = "/api/v1/me/calendar-feeds";
  private static final Pattern ADDRESS = Pattern.compile("/calendar/[A-Za-z0-9_-]{43}\\.ics");

  private final HttpClient http = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-23T09:00:00Z"));
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void aPersonsFeedFollowsTheirBookingsUntilItIsRevoked() {
    Someone someone = server.someone("feed@example.org");
    JsonObject feed = made(someone, new JsonObject().put("kind", "person"));
    String path = path(feed);
    assertThat(ReadBack.of(get(path).body()).events()).isEmpty();

    Answer booked = book(someone, "essaouira/p-20", "2026-12-01T09:00", "2026-12-01T13:00");
    var read = ReadBack.of(get(path).body());
    assertThat(read.slots())
        .containsExactly(
            new TimeSlot(
                Instant.parse("2026-12-01T09:00:00Z"), Instant.parse("2026-12-01T13:00:00Z")));
    assertThat(ReadBack.value(read.event(), "UID"))
        .isEqualTo(booked.json().getString("id") + "@mogador");
    assertThat(ReadBack.value(read.event(), "DESCRIPTION"))
        .contains(booked.json().getString("reference"));

    server.delete("/api/v1/bookings/" + booked.json().getString("id"), someone);
    assertThat(ReadBack.of(get(path).body()).events()).isEmpty();

    assertThat(server.delete(FEEDS + "/" + feed.getString("id"), someone).status()).isEqualTo(204);
    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(server.delete(FEEDS + "/" + feed.getString("id"), someone).code())
        .isEqualTo("unknown_feed");
  }

  @Test
  void aFeedThatHasNotChangedIsNotSentAgain() {
    Someone someone = server.someone("etag@example.org");
    String path = path(made(someone, new JsonObject().put("kind", "person")));
    HttpResponse<String> first = get(path);
    String tag = first.headers().firstValue("etag").orElseThrow();
    assertThat(first.headers().firstValue("cache-control")).hasValue("private, max-age=300");
    HttpResponse<String> second = get(path, "if-none-match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    book(someone, "essaouira/p-21", "2026-12-01T09:00", "2026-12-01T10:00");
    assertThat(get(path, "if-none-match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aRenewedFeedAnswersAtItsNewAddressOnly() {
    Someone someone = server.someone("renew@example.org");
    JsonObject feed = made(someone, new JsonObject().put("kind", "person"));
    Answer renewed =
        server.post(FEEDS + "/" + feed.getString("id") + "/renew", someone, new JsonObject());
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(get(path(feed)).statusCode()).isEqualTo(404);
    assertThat(get(path(renewed.json())).statusCode()).isEqualTo(200);
    assertThat(
            server
                .post(
                    FEEDS + "/" + feed.getString("id") + "/renew", server.nomad(), new JsonObject())
                .code())
        .isEqualTo("unknown_feed");
    JsonArray listed = server.get(FEEDS, someone).json().getJsonArray("feeds");
    assertThat(listed).hasSize(1);
    assertThat(listed.getJsonObject(0).containsKey("url")).as("told once").isFalse();
  }

  @Test
  void aCompanysFeedIsItsAdminsAndShowsWhatItPaysFor() {
    String company = server.company();
    var wish = new JsonObject().put("kind", "company").put("company", company);
    assertThat(server.post(FEEDS, server.member(), wish).code()).isEqualTo("forbidden");
    Someone admin = server.someone("admin@example.org");
    role(company, admin, "admin");
    String path = path(made(admin, wish));
    book(server.nomad(), "essaouira/p-23", "2026-12-02T09:00", "2026-12-02T10:00");
    book(server.member(), "essaouira/p-24", "2026-12-02T09:00", "2026-12-02T10:00");
    JsonObject paid =
        new JsonObject()
            .put("space", "essaouira/p-22")
            .put("from", "2026-12-02T11:00")
            .put("to", "2026-12-02T12:00")
            .put("company", company);
    assertThat(server.post("/api/v1/bookings", server.member(), paid).status()).isEqualTo(201);
    var read = ReadBack.of(get(path).body());
    assertThat(read.events())
        .as("what a member books for themselves is theirs alone")
        .singleElement()
        .satisfies(
            event ->
                assertThat(ReadBack.value(event, "SUMMARY")).isEqualTo("Test Person · Place 22"));
    role(company, admin, "member");
    assertThat(get(path).statusCode()).as("no admin any more").isEqualTo(404);
  }

  @Test
  void aSpacesFeedIsItsManagersAndShowsWholesAndParts() {
    var wish = new JsonObject().put("kind", "space").put("space", "essaouira/p-01");
    assertThat(server.post(FEEDS, server.nomad(), wish).code()).isEqualTo("forbidden");
    assertThat(
            server.post(FEEDS, server.manager(), wish.copy().put("space", "essaouira/none")).code())
        .isEqualTo("unknown_space");
    String path = path(made(server.manager(), wish));
    book(server.nomad(), "essaouira/t-a", "2026-12-04T09:00", "2026-12-04T10:00");
    var read = ReadBack.of(get(path).body());
    assertThat(ReadBack.value(read.event(), "SUMMARY")).contains("Test Person");
  }

  @Test
  void anAddressNobodyWasGivenShowsNothing() {
    for (String path :
        new String[] {
          "/calendar/x.ics",
          "/calendar/" + "A".repeat(43) + ".ics",
          "/calendar/%00.ics",
          "/calendar/x"
        }) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void wishesThatMakeNoSenseNameTheirField() {
    Answer noKind = server.post(FEEDS, server.nomad(), new JsonObject());
    assertThat(noKind.status()).isEqualTo(400);
    assertThat(noKind.json().getString("field")).isEqualTo("kind");
    Answer noCompany = server.post(FEEDS, server.nomad(), new JsonObject().put("kind", "company"));
    assertThat(noCompany.json().getString("field")).isEqualTo("company");
    Someone many = server.someone("many@example.org");
    for (int i = 0; i < 20; i++) made(many, new JsonObject().put("kind", "person"));
    assertThat(server.post(FEEDS, many, new JsonObject().put("kind", "person")).code())
        .isEqualTo("too_many_feeds");
  }

  @Test
  void freeBusyTellsWhenASpaceIsTakenAndNothingMore() {
    book(server.nomad(), "essaouira/p-05", "2026-12-07T09:00", "2026-12-07T10:00");
    book(server.member(), "essaouira/p-05", "2026-12-07T10:00", "2026-12-07T11:00");
    book(server.member(), "essaouira/p-05", "2026-12-07T14:00", "2026-12-07T15:00");
    String path = "/api/v1/sites/essaouira/spaces/p-05/freebusy";
    HttpResponse<String> answer = get(path + "?from=2026-12-07&to=2026-12-08");
    JsonObject json = new JsonObject(answer.body());
    JsonArray busy = json.getJsonArray("busy");
    assertThat(busy).hasSize(2);
    assertThat(busy.getJsonObject(0).getString("from")).isEqualTo("2026-12-07T09:00");
    assertThat(busy.getJsonObject(0).getString("to"))
        .as("what touches is one")
        .isEqualTo("2026-12-07T11:00");
    String calendar = get("/spaces/essaouira/p-05/freebusy.ics").body();
    var read = ReadBack.of(calendar);
    assertThat(read.components("VFREEBUSY")).hasSize(1);
    assertThat(calendar)
        .contains("FREEBUSY:20261207T090000Z/20261207T110000Z")
        .doesNotContain("Test Person", "example.org", "ESS-");
    assertThat(answer.body()).doesNotContain("Test Person", "example.org", "ESS-");
  }

  @Test
  void freeBusyOfNonsenseIsRefusedByField() {
    String path = "/api/v1/sites/essaouira/spaces/p-05/freebusy";
    assertThat(code(get("/api/v1/sites/essaouira/spaces/none/freebusy")))
        .isEqualTo("unknown_space");
    assertThat(code(get(path + "?from=tomorrow"))).isEqualTo("malformed_time");
    assertThat(code(get(path + "?from=2026-12-02&to=2026-12-01"))).isEqualTo("ends_before_start");
    assertThat(code(get(path + "?from=2026-12-02&to=2027-12-01"))).isEqualTo("too_long");
    assertThat(code(get(path + "?from=%2B999999999-12-31T00:00"))).isEqualTo("malformed_time");
  }

  @Test
  void aBookingIsAFileForItsHolderAlone() {
    Answer booked = book(server.nomad(), "essaouira/p-24", "2026-12-08T09:00", "2026-12-08T10:00");
    String id = booked.json().getString("id");
    String path = "/me/bookings/" + id + "/calendar.ics";
    assertThat(as(server.nomad(), "/me/bookings/" + id).body()).contains(path);
    HttpResponse<String> file = as(server.nomad(), path);
    assertThat(file.headers().firstValue("content-disposition").orElseThrow()).contains(".ics");
    var read = ReadBack.of(file.body());
    assertThat(read.method()).isEqualTo("PUBLISH");
    assertThat(ReadBack.value(read.event(), "UID")).isEqualTo(id + "@mogador");
    assertThat(as(server.member(), path).statusCode()).isEqualTo(404);
    assertThat(as(server.manager(), path).statusCode()).isEqualTo(404);
    assertThat(get(path).statusCode()).as("to sign in").isEqualTo(302);
  }

  @Test
  void thePageGivesAnAddressOnceAndRevokesIt() {
    Someone someone = server.someone("page@example.org");
    HttpResponse<String> made = post(someone, "/me/calendars", "kind=person");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
    Matcher address = ADDRESS.matcher(made.body());
    assertThat(address.find()).isTrue();
    assertThat(get(address.group()).statusCode()).isEqualTo(200);
    String later = as(someone, "/me/calendars").body();
    assertThat(ADDRESS.matcher(later).find()).as("not shown again").isFalse();
    Matcher revoke = Pattern.compile("/me/calendars/[0-9a-f-]{36}/revoke").matcher(later);
    assertThat(revoke.find()).isTrue();
    assertThat(post(server.nomad(), revoke.group(), "").statusCode()).isEqualTo(404);
    assertThat(post(someone, revoke.group(), "").statusCode()).isEqualTo(302);
    assertThat(get(address.group()).statusCode()).isEqualTo(404);
    assertThat(post(someone, "/me/calendars", "kind=space&space=essaouira%2Fp-01").statusCode())
        .isEqualTo(403);
  }

  @Test
  void theDemosPageShowsTheEntryThatCameWithAMail() throws InterruptedException {
    Someone someone = server.someone("mails@example.org");
    Answer booked = book(someone, "essaouira/p-25", "2026-12-09T09:00", "2026-12-09T10:00");
    String reference = booked.json().getString("reference");
    String page = "";
    for (int i = 0; i < 100 && !page.contains(reference); i++) {
      Thread.sleep(100);
      page = get("/demo/mails").body();
    }
    assertThat(page).contains(reference).contains("UID:" + booked.json().getString("id"));
    Matcher file = Pattern.compile("/demo/mails/[0-9a-f-]{36}/invite.ics").matcher(page);
    assertThat(file.find()).isTrue();
    assertThat(ReadBack.of(get(file.group()).body()).method()).isEqualTo("REQUEST");
  }

  private JsonObject made(Someone someone, JsonObject wish) {
    Answer made = server.post(FEEDS, someone, wish);
    assertThat(made.status()).as(made.json().encode()).isEqualTo(201);
    return made.json();
  }

  /** The address as this test reaches it: the server's public one is another. */
  private static String path(JsonObject feed) {
    return URI.create(feed.getString("url")).getPath();
  }

  private Answer book(Someone someone, String space, String from, String to) {
    Answer booked =
        server.post(
            "/api/v1/bookings",
            someone,
            new JsonObject().put("space", space).put("from", from).put("to", to));
    assertThat(booked.status()).as(booked.json().encode()).isEqualTo(201);
    return booked;
  }

  private void role(String company, Someone someone, String role) {
    server
        .database()
        .sql()
        .run(
            """
            insert into membership (company_id, person_id, role) values ($1, $2, $3)
            on conflict (company_id, person_id) do update set role = excluded.role
            """,
            java.util.UUID.fromString(company),
            someone.id(),
            role);
  }

  private static String code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("code");
  }

  private HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) request.headers(headers);
    return send(request.GET());
  }

  private HttpResponse<String> as(Someone someone, String path) {
    return get(path, "cookie", "session=" + someone.token());
  }

  private HttpResponse<String> post(Someone someone, String path, String form) {
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("cookie", "session=" + someone.token())
            .header("origin", server.url())
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
