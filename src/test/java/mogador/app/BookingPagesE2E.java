package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** The pages about bookings and times, on the whole server, by keyboard and by touch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingPagesE2E {
  private static final String TOMORROW = "2026-11-25";

  private static final String WALK_INS =
      "from booking b join person p on p.id = b.person_id where p.email like 'walk-in@%'";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-24T08:07:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aNomadBooksFromTheStartInThreeTapsByKeyboard() {
    try (Browser phone = open(server.nomad(), 390)) {
      phone.go("/?lang=fr").tabTo("a.place.free[data-space='essaouira/p-12']").press(Keys.ENTER);
      phone.awaitAddress("/spaces/essaouira/p-12").tabTo("form.go button").press(Keys.ENTER);
      phone.awaitAddress("/me/bookings/").find(".qr svg");
      assertThat(phone.text()).contains("C’est réservé.");
    }
  }

  @Test
  void theCodeOnThePhoneChangesByTheServersClockAlsoWithoutNetwork() {
    String pass = "/me/bookings/" + book(server.member(), "essaouira/p-30", "T09:00", "T10:00");
    try (Browser phone = open(server.member(), 390)) {
      phone.go(pass + "?lang=ar").find(".qr[data-step]");
      phone.check().picture("pass-code-390-ar").go(pass + "?lang=fr").find(".qr[data-step]");
      String step = phone.attribute(".qr[data-code]", "data-step");
      String shown = phone.readQr(".qr svg");
      assertThat(shown).matches("MGD2\\.[A-Z2-7]{26}\\.[A-Z2-7]{16}");
      phone.picture("pass-code-390-fr").offline(true).sleep(Duration.ofSeconds(30));
      phone.awaitGone(".qr[data-step='" + step + "']");
      String next = phone.readQr(".qr svg");
      assertThat(next).startsWith(shown.substring(0, 32)).isNotEqualTo(shown);
      phone.sleep(Duration.ofHours(1)).find(".qr.over");
      assertThat(phone.text()).contains("hors réseau depuis trop longtemps");
      phone.picture("pass-code-over-390-fr").offline(false).find(".qr[data-code]:not(.over)");
      phone.size(1440, 900).go(pass + "?lang=ar").find(".qr[data-step]");
      phone.picture("pass-code-1440-ar").go(pass + "?lang=fr").find(".qr[data-step]");
      phone.picture("pass-code-1440-fr");
    }
  }

  @Test
  void theGridIsWalkedWithArrowsAndEachFreeHalfHourLeadsToItsOwnTime() {
    book(server.member(), "essaouira/p-02", "T09:30", "T11:00");
    try (Browser desk = open(server.nomad(), 1440)) {
      desk.go("/?lang=en&view=grid&day=" + TOMORROW + "&from=09:00&to=10:30");
      desk.tabTo("table.day-grid td a");
      assertThat(desk.focused("href")).contains("/p-01?").contains("from=" + TOMORROW + "T09:00");
      desk.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
      assertThat(desk.focused("href")).contains("/p-01?").contains("T09:30&to=");
      desk.press(Keys.ARROW_DOWN);
      assertThat(desk.focused("href")).as("p-02 is taken then").contains("/p-03?");
      desk.press(Keys.ARROW_UP, Keys.HOME, Keys.ARROW_DOWN);
      assertThat(desk.focused("href")).contains("/p-02?").contains("T00:00&to=");
      desk.press(Keys.TAB);
      assertThat(desk.focused("href")).as("the table is one stop").doesNotContain("/p-02?");

      desk.go("/?lang=en&view=grid&day=" + TOMORROW + "&from=09:00&to=10:30");
      String before = desk.attribute("a[href*='/p-02?from=" + TOMORROW + "T09:00']", "href");
      assertThat(before).as("as long as it is free").endsWith("to=" + TOMORROW + "T09:30");
      desk.tabTo("table.day-grid td a").press(Keys.ENTER);
      desk.awaitAddress("from=" + TOMORROW + "T09:00&to=" + TOMORROW + "T10:30");
    }
  }

  @Test
  void aRoomIsFilteredByWhatItMustOffer() {
    try (Browser desk = open(server.nomad(), 1440)) {
      desk.go("/?lang=fr&kind=meeting_room&view=list&capacity=12&feature=video");
      assertThat(desk.text()).contains("Salle Mogador").doesNotContain("Salle Argan");
      desk.go("/?lang=fr&kind=meeting_room&view=list&capacity=9000");
      assertThat(desk.text()).contains("Aucun espace de ce genre n’a tout cela.");
    }
  }

  @Test
  void aSpaceSaysToEveryoneWhenItIsTakenAndOnlyToItsManagerByWhom() {
    book(server.member(), "essaouira/p-30", "T14:00", "T15:30");
    String day = "/spaces/essaouira/p-30?lang=fr&view=day&day=" + TOMORROW;
    try (Browser nomad = open(server.nomad(), 390);
        Browser manager = open(server.manager(), 1440)) {
      assertThat(nomad.go(day).text()).contains("14:00–15:30").doesNotContain("Test Person");
      assertThat(manager.go(day).text()).contains("14:00–15:30").contains("Test Person");
      nomad.click("a[href*='from=" + TOMORROW + "T15:30']").awaitAddress("T15:30");
      nomad.click("form.go button").awaitAddress("/me/bookings/");
      nomad.go(day.replace("view=day", "view=week"));
      nomad.find("td.run.taken");
      nomad.go(day.replace("view=day", "view=month")).find("td.day.partly");
    }
  }

  @Test
  void aTabletIsPairedOnceAndThenBooksExtendsAndEndsForItsRoomOnly() {
    try (Browser tablet = open(server.again(server.manager()), 1280)) {
      tablet.go("/door/essaouira/m-4/pair?lang=fr").type("input[name=label]", "Couloir");
      tablet.click("form.stack button").awaitAddress("/door/essaouira/m-4").find(".door.free");
      assertThat(tablet.hasCookie("session")).as("the manager is signed out").isFalse();
      assertThat(tablet.readQr(".door-phone .qr svg")).endsWith("/spaces/essaouira/m-4");
      tablet.picture("door-free-1280-fr");
      assertThat(tablet.has("#book-0915")).as("an hour at most without a name").isTrue();
      assertThat(tablet.has("#book-1215")).isFalse();

      tablet.click("#book-0830").awaitAddress("said=booked").find(".door.in_use");
      assertThat(tablet.text()).contains("Occupée").contains("jusqu’à 08:30");
      tablet.picture("door-in-use-1280-fr");
      tablet.put("#extend-0845", "2026-11-24T12:00").click("#extend-0845");
      tablet.awaitAddress("said=without_a_name");
      assertThat(tablet.text()).contains("jusqu’à 08:30");
      tablet.click("#extend-0845").awaitAddress("said=extended");
      assertThat(tablet.text()).contains("jusqu’à 08:45");
      assertThat(server.count("select sum(price_centimes)::bigint " + WALK_INS)).isZero();
      assertThat(server.count("select count(*) " + WALK_INS)).isEqualTo(1);
      tablet.click("#end").awaitAddress("said=ended");
      assertThat(tablet.text()).contains("jusqu’à 08:15");

      tablet.go("/door/essaouira/m-3?lang=fr");
      assertThat(tablet.has(".door-button")).as("it is no tablet of another room").isFalse();
    }
  }

  @Test
  void whoeverBookedIsCheckedInAtTheDoor() {
    book(server.member(), "essaouira/m-1", "2026-11-24T08:00", "2026-11-24T09:00", "");
    try (Browser tablet = open(server.again(server.manager()), 390)) {
      tablet.go("/door/essaouira/m-1/pair?lang=ar").type("input[name=label]", "1");
      tablet.click("form.stack button").awaitAddress("/door/essaouira/m-1");
      tablet.find(".door.expected");
      tablet.picture("door-expected-390-ar");
      tablet.click("#check-in").awaitAddress("said=checked_in").find(".door.in_use");
    }
  }

  @Test
  void aBookingIsMovedAfterSeeingWhatBecomesOfIt() {
    String booked = book(server.nomad(), "essaouira/p-20", "T09:00", "T11:00");
    book(server.member(), "essaouira/p-20", "T13:00", "T14:00");
    try (Browser phone = open(server.nomad(), 390)) {
      phone.go("/me/bookings/" + booked + "/change?lang=fr");
      phone.put("input[name=to]", TOMORROW + "T13:30").click("form.stack button");
      phone.find(".notice.attention");
      assertThat(phone.text()).contains("Votre réservation n’a pas changé.");
      phone.put("input[name=to]", TOMORROW + "T13:00").click("form.stack button");
      phone.find("form.go button");
      phone.picture("change-390-fr");
      phone.click("form.go button").awaitAddress("said=changed");
      assertThat(phone.text()).contains("La réservation est modifiée.").contains("09:00–13:00");
    }
  }

  @Test
  void whoWaitsIsOfferedWhatIsGivenBackAndTakesIt() {
    String booked = book(server.member(), "essaouira/c-1", "T16:00", "T17:00");
    String taken =
        "/spaces/essaouira/c-1?lang=fr&from=%sT16:00&to=%sT17:00".formatted(TOMORROW, TOMORROW);
    try (Browser waiting = open(server.nomad(), 390);
        Browser holder = open(server.member(), 390)) {
      waiting.go(taken).click("form.go button.quiet").awaitAddress("said=waits");
      assertThat(waiting.text()).contains("premier sur la liste");
      holder.go("/me/bookings/" + booked + "?lang=fr").click("details summary.danger");
      holder.click("details form button.danger").awaitAddress("cancelled=");
      waiting.go("/me/bookings").find(".booking.open");
      assertThat(waiting.text()).contains("proposée à vous");
      waiting.picture("offer-390-fr");
      waiting.click(".booking.open form[action$='/confirm'] button").awaitAddress("said=confirmed");
      assertThat(waiting.go("/me/bookings").has(".booking.open")).isFalse();
    }
  }

  @Test
  void aManagerDecidesAndTheOneWhoAskedSeesIt() {
    String yes = requested("T12:00", "T14:00");
    String no = requested("T17:00", "T19:00");
    try (Browser manager = open(server.manager(), 1440);
        Browser nomad = open(server.nomad(), 390)) {
      manager.go("/ops/approvals?lang=fr").picture("approvals-1440-fr");
      manager.click("form[action*='" + yes + "/approve'] button").awaitAddress("said=approved");
      String decline = "li:has(form[action*='" + no + "/decline'])";
      manager.click(decline + " summary").type(decline + " textarea", "La salle est en travaux.");
      manager.click(decline + " .sure form button").awaitAddress("said=declined");
      assertThat(manager.has("form[action*='" + no + "']")).isFalse();
      assertThat(nomad.go("/me/bookings/" + yes + "?lang=fr").has(".qr svg")).isTrue();
      assertThat(nomad.go("/me/bookings?lang=fr").text()).contains("Refusée");
      assertThat(nomad.go("/ops/approvals").text()).contains("403");
    }
  }

  /** One combination of several; {@code PagesE2E} sees samples of all pages in others. */
  @Test
  void everyPageFitsAndKeepsTheRulesOfAccess() {
    String language = "fr";
    int width = 390;
    book(server.member(), "essaouira/m-2", "T09:15", "T12:00");
    String name = "-" + width + "-" + language;
    try (Browser browser = open(server.manager(), width)) {
      for (String page :
          List.of(
              "grid /?view=grid&day=" + TOMORROW,
              "plan /?kind=position",
              "list /?kind=meeting_room&view=list&capacity=8",
              "week /spaces/essaouira/m-2?day=" + TOMORROW,
              "day /spaces/essaouira/m-2?view=day&day=" + TOMORROW,
              "month /spaces/essaouira/m-12?view=month&day=" + TOMORROW,
              "office /spaces/essaouira/b-01",
              "wall /wall/essaouira",
              "door /door/essaouira/m-3",
              "pair /door/essaouira/m-3/pair",
              "approvals /ops/approvals",
              "bookings /me/bookings")) {
        String path = page.substring(page.indexOf(' ') + 1);
        browser.go(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        browser.picture(page.substring(0, page.indexOf(' ')) + name);
        browser.check();
      }
    }
  }

  private Browser open(Someone who, int width) {
    Browser browser = Browser.open(server.url(), width, width < 600 ? 844 : 900);
    return browser.go("/health/live").cookie("session", who.token());
  }

  private String requested(String from, String to) {
    String day = java.time.LocalDate.parse(TOMORROW).plusDays(4).toString();
    String id = book(server.nomad(), "essaouira/event", from, to, day);
    // The event room asks for a manager's word by the site's rules.
    assertThat(server.get("/api/v1/bookings/" + id, server.nomad()).json().getString("status"))
        .isEqualTo("requested");
    return id;
  }

  private String book(Someone who, String space, String from, String to) {
    return book(who, space, from, to, TOMORROW);
  }

  private String book(Someone who, String space, String from, String to, String day) {
    var request = new JsonObject().put("space", space).put("from", day + from).put("to", day + to);
    var answer = server.post("/api/v1/bookings", who, request);
    assertThat(answer.status()).as("%s", answer.json()).isIn(201, 409);
    return answer.json().getString("id", "");
  }
}
