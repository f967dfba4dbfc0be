package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** A manager rearranges the seats on the plan, sees what it breaks, and confirms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutE2E {
  private static final String PLAN = ".layout-board svg.plan";
  private static final String LAYOUTS = "/ops/essaouira/layouts";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-20T08:00:00Z"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aSeatIsDraggedAnotherPutAwayAndItsBookingMoves() {
    String booking = book(server.nomad(), "p-07", "2026-12-10");
    String later = book(server.member(), "p-07", "2026-12-11");
    try (Browser desk = Browser.open(server.url(), 1440, 1000)) {
      signIn(desk, server.manager(), "fr");
      desk.go("/ops/essaouira").click("a[href='" + LAYOUTS + "']").awaitAddress("/layouts");
      assertThat(desk.text()).contains("Aucun aménagement pour l’instant");
      desk.picture("layouts-empty-1440-fr").check();

      desk.click("a[href$='floor=rdc']").awaitAddress("/new");
      desk.put("input[name=from]", "2026-12-10");
      String before = desk.attribute("#s-p-16", "transform");
      desk.drag("#s-p-16", 45, 60);
      assertThat(desk.attribute("#s-p-16", "transform")).isNotEqualTo(before);
      desk.click("[data-undo]");
      assertThat(desk.attribute("#s-p-16", "transform")).isEqualTo(before);
      desk.drag("#s-p-16", 45, 60);
      desk.click("#s-p-07").press(Keys.DELETE).find("[data-back='p-07']");
      desk.click("[data-back='p-07']").press(Keys.ARROW_UP);
      assertThat(desk.has("#s-p-07.wrong")).as("it touches the seat across").isTrue();
      desk.press(Keys.ARROW_DOWN);
      assertThat(desk.has("#s-p-07.wrong")).isFalse();
      desk.click("#s-p-07").press(Keys.DELETE).find("[data-back='p-07']");
      desk.picture("layouts-edit-1440-fr").check();

      desk.click("#layout-form > .layout-side > .button").awaitAddress("/review");
      assertThat(desk.text()).contains("2 réservations touchées", "1 place déplacée", "Place 07");
      desk.picture("layouts-review-1440-fr").check();
      desk.click("select[name='choice-" + later + "'] option[value=cancel]");
      desk.type("textarea[name=reason]", "La table B est réparée.");
      desk.click("#settle > .actions > .button").awaitAddress("said=added");
      assertThat(desk.text()).contains("L’aménagement est enregistré.", "1 place rangée");
      desk.picture("layouts-done-1440-fr").check();

      assertThat(read(booking, server.nomad()).getString("space")).isEqualTo("essaouira/p-08");
      assertThat(read(later, server.member()).getString("status")).isEqualTo("cancelled");
      desk.go("/?kind=position&day=2026-12-12&from=09:00&to=12:00&view=plan").find("#s-p-08");
      assertThat(desk.has("#s-p-07")).as("put away that day").isFalse();
      desk.go("/?kind=position&day=2026-12-09&from=09:00&to=12:00&view=plan").find("#s-p-08");
      assertThat(desk.has("#s-p-07")).as("standing the day before").isTrue();

      desk.go(LAYOUTS).click("details.sure summary").click("details.sure button.danger");
      desk.awaitAddress("said=withdrawn");
      assertThat(book(server.member(), "p-07", "2026-12-14")).isNotEmpty();
    }
  }

  @Test
  void whatCannotStandIsSaidOnTheEditorAndNothingIsLost() {
    try (Browser phone = Browser.open(server.url(), 390, 1700)) {
      signIn(phone, server.manager(), "ar");
      phone.go(LAYOUTS);
      phone.picture("layouts-390-ar").check();
      phone.click("a[href$='floor=rdc']").awaitAddress("/new");
      phone.put("input[name=from]", "2027-01-10");
      phone.click("#s-p-10").click("[data-nudge='-1 0']");
      assertThat(phone.has("#s-p-10.wrong")).isTrue();
      phone.picture("layouts-edit-390-ar").check();
      phone.click("#layout-form > .layout-side > .button").find(".notice.bad");
      assertThat(phone.text()).contains("مقعدان متلامسان", "مقعد 10");
      assertThat(phone.has("#s-p-10.wrong")).as("as it was left").isTrue();
      phone.picture("layouts-refused-390-ar").check();
      phone.click("#s-p-10").click("[data-nudge='1 0']").click("[data-put-away]");
      phone.click("#layout-form > .layout-side > .button").find("#settle");
      phone.picture("layouts-review-390-ar").check();
      phone.click("#settle .button.quiet").find("[data-back='p-10']");
      phone.size(1440, 1000);
      phone.picture("layouts-edit-1440-ar").check();
    }
  }

  @Test
  void aFingerDragsASeatWhileThePageStaysAndBesideSeatsItScrollsThePage() {
    try (Browser phone = Browser.open(server.url(), 390, 844).touched()) {
      signIn(phone, server.manager(), "ar");
      phone.go(LAYOUTS + "/new?floor=rdc&from=2027-03-01").show("#s-p-16.movable");
      double page = phone.scrolled();
      Browser.Point before = phone.middle("#s-p-16");
      Browser.Point plan = phone.middle(PLAN);
      phone.finger("#s-p-16", 24, 36);
      Browser.Point after = phone.middle("#s-p-16");
      // What is said above the plan may push it down a line.
      double pushed = phone.middle(PLAN).y() - plan.y();
      assertThat(after.x() - before.x()).isCloseTo(24, within(2.0));
      assertThat(after.y() - before.y() - pushed).isCloseTo(36, within(2.0));
      assertThat(phone.scrolled()).as("the page stays").isEqualTo(page);
      assertThat(phone.has("#s-p-16.dragged")).as("it is let go").isFalse();
      phone.awaitText("#announce", "مقعد 16");
      phone.picture("layouts-finger-390-ar");

      phone.click("[data-undo]");
      assertThat(phone.attribute("#s-p-16", "transform")).isEqualTo("translate(0 0)");

      phone.show("#s-p-16");
      page = phone.scrolled();
      phone.finger(phone.beside(PLAN, ".movable"), 0, -200);
      phone.awaitScrolled(page + 100);
    }
  }

  @Test
  void withAKeyboardAloneASeatIsMovedAndPutAway() {
    try (Browser desk = Browser.open(server.url(), 1440, 1000)) {
      signIn(desk, server.manager(), "fr");
      desk.go(LAYOUTS + "/new?floor=rdc&from=2027-02-01").tabTo("#s-p-35");
      desk.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
      assertThat(desk.attribute("#s-p-35", "transform")).isEqualTo("translate(20 0)");
      desk.awaitText("#announce", "Place 35");
      desk.press(Keys.chord(Keys.CONTROL, "z"));
      assertThat(desk.attribute("#s-p-35", "transform")).isEqualTo("translate(10 0)");
      desk.press(Keys.DELETE).tabTo("[data-back='p-35']").press(Keys.ENTER);
      assertThat(desk.focused("id")).isEqualTo("s-p-35");
      desk.tabTo("#layout-form > .layout-side > .button").press(Keys.ENTER);
      desk.awaitAddress("/review");
      assertThat(desk.text()).contains("Aucune réservation touchée", "1 place déplacée");
    }
  }

  private String book(Someone who, String seat, String day) {
    var body = new JsonObject().put("space", "essaouira/" + seat);
    body.put("from", day + "T09:00").put("to", day + "T12:00");
    var answer = server.post("/api/v1/bookings", who, body);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private JsonObject read(String booking, Someone who) {
    return server.get("/api/v1/bookings/" + booking, who).json();
  }

  private static void signIn(Browser browser, Someone who, String language) {
    browser.go("/?lang=" + language).signIn(who.email(), "/me/bookings");
    browser.awaitAddress("/me/bookings");
  }
}
