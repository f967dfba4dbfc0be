package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A series with a conflict resolved, and seats side by side, as people see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesE2E {
  private static final String SEAT =
      "/spaces/essaouira/p-07?from=2026-12-01T09:00&to=2026-12-01T12:00";

  private TestServer server;
  private Someone other;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-20T08:00:00Z"));
    other = server.someone("other@example.org");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aSeriesWithAConflictIsResolvedAndBookedOnAPhone() {
    taken("p-07", "2026-12-08T10:00", "2026-12-08T11:00");
    taken("p-07", "2026-12-15T10:00", "2026-12-15T11:00");
    try (Browser phone = Browser.open(server.url(), 390, 1700)) {
      signIn(phone, "fr");
      phone.go(SEAT).click("details.repeat summary");
      phone.picture("series-repeat-390-fr");
      phone.check();
      phone.find("input[name=count]").clear();
      phone.type("input[name=count]", "4").click(".repeat-form button");
      phone.awaitAddress("/series?");
      phone.picture("series-plan-390-fr");
      phone.check();
      assertThat(phone.text()).contains("dont déplacées", "à la place");
      phone.click("label:has(input[name='at-2026-12-15T09:00'][value=leave])");
      phone.click("button[form=series]").awaitAddress("/me/series/");
      phone.picture("series-mine-390-fr");
      phone.check();
      assertThat(phone.text()).contains("C’est réservé : 3 dates.");
      assertThat(booked()).isEqualTo(3);

      phone.go("/me/bookings").picture("series-bookings-390-fr");
      phone.check();
      assertThat(phone.text()).contains("Série, encore 2 dates");
      phone.click("a.in-series").awaitAddress("/me/series/");
      phone.click("main > details.sure summary").click("main > details.sure button.danger");
      phone.awaitAddress("cancelled=");
      assertThat(booked()).isZero();
    }
  }

  @Test
  void aSeriesIsMovedFromADateOnAndWhatIsInTheWayGoesNear() {
    taken("p-14", "2026-12-16T11:00", "2026-12-16T12:00");
    try (Browser phone = Browser.open(server.url(), 390, 1700)) {
      signIn(phone, "fr");
      phone.go(
          "/spaces/essaouira/p-14/series?from=2026-12-02T09:00&to=2026-12-02T10:00&every=week&count=4");
      phone.click("button[form=series]").awaitAddress("/me/series/");
      phone.click("a[href*='/change?at=2026-12-09']").awaitAddress("/change?");
      phone.find("select[name=scope]").sendKeys("À partir");
      phone.put("input[name=from]", "10:30");
      phone.put("input[name=to]", "11:30");
      phone.click("form.stack button").awaitAddress("from=10");
      phone.picture("series-change-390-fr");
      phone.check();
      assertThat(phone.text()).contains("C’est possible : 3 dates", "Déjà pris à cette heure");
      assertThat(starts()).as("nothing before it is said").containsOnly("09:00");
      String there = phone.address();
      phone.size(1440, 1000).go(there + "&lang=ar").picture("series-change-1440-ar");
      phone.check();
      phone.go(there + "&lang=fr").click("form.go button").awaitAddress("changed=1");
      phone.picture("series-is-changed-1440-fr");
      phone.check();
      assertThat(phone.text()).contains("La série est modifiée.");
      assertThat(starts()).hasSize(4).containsOnly("09:00", "10:30");
      phone.click("main > details.sure summary").click("main > details.sure button.danger");
      phone.awaitAddress("cancelled=");
    }
  }

  private List<String> starts() {
    return server
        .database()
        .sql()
        .list(
            row -> row.getLocalDateTime("local_from").toLocalTime().toString(),
            """
            select local_from from booking where person_id = $1 and status = 'confirmed'
            order by local_from
            """,
            server.nomad().id());
  }

  @Test
  void whatIsTakenMeanwhileIsShownAndNothingIsBooked() {
    try (Browser desk = Browser.open(server.url(), 1440, 900)) {
      signIn(desk, "ar");
      desk.go(
          "/spaces/essaouira/p-12/series?from=2027-01-04T09:00&to=2027-01-04T12:00&every=weekday&count=6");
      taken("p-12", "2027-01-06T10:00", "2027-01-06T11:00");
      desk.click("button[form=series]").find(".notice.attention");
      desk.picture("series-changed-1440-ar");
      desk.check();
      assertThat(booked()).isZero();
      desk.click("button[form=series]").awaitAddress("/me/series/");
      desk.picture("series-mine-1440-ar");
      desk.check();
      assertThat(booked()).isEqualTo(6);
      desk.click("main > details.sure summary").click("main > details.sure button.danger");
      desk.awaitAddress("cancelled=");
    }
  }

  @Test
  void threeSeatsSideBySideAreBookedAndCancelled() {
    try (Browser phone = Browser.open(server.url(), 390, 1700)) {
      signIn(phone, "ar");
      phone.go("/?kind=position&day=2026-12-03&from=09:00&to=12:00");
      phone.picture("party-ask-390-ar");
      phone.find(".party-ask select").sendKeys("3");
      phone.click(".party-ask button").awaitAddress("/parties");
      phone.picture("party-390-ar");
      phone.check();
      phone.size(1440, 900).go(phone.address() + "&lang=fr").picture("party-1440-fr");
      phone.check();
      phone.click("form.go button").awaitAddress("/me/parties/");
      phone.picture("party-mine-1440-fr");
      phone.check();
      assertThat(booked()).isEqualTo(3);
      phone.click("main > details.sure summary").click("main > details.sure button.danger");
      phone.awaitAddress("cancelled=");
      assertThat(booked()).isZero();
    }
  }

  private long booked() {
    return server
        .database()
        .sql()
        .first(
            row -> row.getLong(0),
            "select count(*) from booking where person_id = $1 and status = 'confirmed'",
            server.nomad().id())
        .orElseThrow();
  }

  private void taken(String seat, String from, String to) {
    var body = new JsonObject().put("space", "essaouira/" + seat).put("from", from).put("to", to);
    assertThat(server.post("/api/v1/bookings", other, body).status()).isEqualTo(201);
  }

  private void signIn(Browser browser, String language) {
    browser.go("/?lang=" + language).signIn(server.nomad().email(), "/me/bookings");
    browser.awaitAddress("/me/bookings");
  }
}
