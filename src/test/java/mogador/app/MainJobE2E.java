package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people meet it: real database, broker, simulator process and browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobE2E {

  @TempDir private static Path data;

  private DemoPark park;

  @BeforeAll
  void start() throws IOException {
    park = DemoPark.start(data);
  }

  @AfterAll
  void stop() {
    park.close();
  }

  @Test
  @Order(1)
  void aNomadBooksOnAPhoneWalksInSitsDownAndTheManagerSeesIt() {
    try (Browser phone = park.open(390, 844);
        Browser desk = park.open(1440, 900)) {
      desk.go("/?lang=en").picture("booking").signIn(DemoPark.MANAGER, "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");

      phone.go("/?lang=fr&kind=position").click("a.place.free[data-space='essaouira/p-07']");
      phone.click("form.go button");
      phone.signIn("nadia@example.org");
      phone.awaitAddress("/spaces/essaouira/p-07").click("form.go button");
      phone.awaitAddress("/me/bookings/");
      phone.picture("pass-390-fr");
      String pass = phone.readQr(".qr svg");
      String step = phone.attribute(".qr[data-step]", "data-step");

      JsonObject early = park.presentQr("d-entrance", pass);
      assertThat(early.getString("reason")).isIn("granted", "too_early");

      // Booked from now on, the doors open.
      phone.go("/spaces/essaouira/p-08?" + thisQuarter()).click("form.go button");
      phone.awaitAddress("/me/bookings/");
      if (early.getBoolean("granted")) phone.awaitOther(".qr", "data-step", step);
      pass = phone.readQr(".qr svg");
      for (String door : new String[] {"d-entrance", "d-coworking"}) {
        assertThat(park.presentQr(door, pass).getString("reason")).as(door).isEqualTo("granted");
      }
      desk.awaitText("#rows", "Nadia El Idrissi");
      park.calls.simulate(
          "/presence",
          new JsonObject().put("device", "essaouira/seat-p-08").put("presence", "occupied"));
      desk.find("#live g.occupied[data-space='essaouira/p-08']");
      desk.picture("live");

      phone.go("/me/bookings").picture("my-bookings-390-fr");
      assertThat(phone.text()).contains("Place 07", "Place 08");
    }
  }

  @Test
  @Order(2)
  void aBookingIsCancelledInTheBrowserAndItsPassGoes() {
    try (Browser phone = park.open(390, 844)) {
      phone.go("/?lang=fr").signIn("nadia@example.org", "/me/bookings");
      phone.go("/spaces/essaouira/p-20?" + tomorrow()).click("form.go button");
      phone.awaitAddress("/me/bookings/");
      String booking = phone.address().replaceFirst("\\?.*", "");
      phone.click("details summary.danger").click("details form button.danger");
      phone.awaitAddress("cancelled=");
      phone.go(booking);
      assertThat(phone.text()).contains("annulée");
      assertThat(phone.has(".qr")).isFalse();
    }
  }

  @Test
  @Order(3)
  void theTourPasses() throws InterruptedException {
    var said = new StringWriter();
    assertThat(new Tour(park.calls, new PrintWriter(said)).play()).as(said.toString()).isTrue();
  }

  @Test
  @Order(4)
  void theManagerOpensADoorFromAfarAndSaysWhy() {
    try (Browser desk = park.open(390, 844)) {
      desk.go("/?lang=fr").signIn(DemoPark.MANAGER, "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");
      desk.find("#device-r-entrance.online");
      String form = "form[action='/ops/essaouira/doors/d-entrance/open'] ";
      desk.click("details.door-open:has(" + form.strip() + ") summary");
      desk.type(form + "input[name=why]", "Livraison").picture("open-door-390-fr");
      desk.click(form + "button").find("#door-said.good");
      assertThat(desk.address()).contains("said=opened");
      desk.awaitText("#rows", "Ouverte par l’accueil").awaitText("#rows li.command", "Salma");
      var kept =
          park.calls
              .get("/api/v1/sites/essaouira/commands", park.calls.token("manager"))
              .expecting(200);
      JsonObject latest = kept.getJsonArray("commands").getJsonObject(0);
      assertThat(latest.getString("why")).isEqualTo("Livraison");
      assertThat(latest.getString("outcome")).isEqualTo("executed");
      desk.picture("opened-door-390-fr").check();
    }
  }

  /** One combination of several; {@code PagesE2E} sees samples of all pages in others. */
  @Test
  @Order(5)
  void noPageOverflowsNorBreaksTheRulesOfAccess() {
    String language = "ar";
    int width = 1440;
    try (Browser browser = park.open(width, 900)) {
      browser.go("/?lang=" + language).picture("book-" + width + "-" + language);
      browser.check();
      browser.go("/?kind=meeting_room").check();
      browser.go("/spaces/essaouira/p-07?" + tomorrow()).check();
      browser.go("/sign-in").check();
      browser.go("/demo/mails").check();
      browser.go("/docs").check();
      browser.go("/nowhere").check();
      browser.signIn(DemoPark.MANAGER, "/me/bookings");
      browser.awaitAddress("/me/bookings").check();
      browser.go("/ops/essaouira").find(".link-state.on");
      browser.picture("live-" + width + "-" + language);
      browser.check();
      browser.go("/ops/tanger/rents").picture("rents-" + width + "-" + language).check();
    }
  }

  private static String thisQuarter() {
    var now = java.time.LocalDateTime.now(java.time.ZoneOffset.UTC);
    var from = now.withMinute(now.getMinute() / 15 * 15).withSecond(0).withNano(0);
    return "from=" + from + "&to=" + from.plusHours(1);
  }

  private static String tomorrow() {
    var day = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(1);
    return "from=" + day + "T09:00&to=" + day + "T11:00";
  }
}
