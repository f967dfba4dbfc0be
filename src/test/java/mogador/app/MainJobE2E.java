package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as people meet it: real database, broker, simulator process and browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobE2E {

  @TempDir private static Path data;

  private Demo demo;
  private JsonObject told;
  private HttpClient http;
  private TourCalls calls;

  @BeforeAll
  void start() throws IOException {
    var options = new Demo.Options(data, freePort(), freePort(), false, true);
    demo = Demo.start(options, Clock.systemUTC(), step -> {});
    told = new JsonObject(Buffer.buffer(Files.readAllBytes(data.resolve("demo.json"))));
    http = HttpClient.newHttpClient();
    calls = new TourCalls(http, told);
  }

  @AfterAll
  void stop() {
    http.close();
    demo.close();
  }

  @Test
  @Order(1)
  void aNomadBooksOnAPhoneWalksInSitsDownAndTheManagerSeesIt() {
    String base = told.getString("http");
    try (Browser phone = Browser.open(base, 390, 844);
        Browser desk = Browser.open(base, 1440, 900)) {
      signIn(desk.go("/?lang=en").picture("booking"), "salma@example.org", "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");

      phone.go("/?lang=fr&kind=position").click("a.place.free[data-space='essaouira/p-07']");
      phone.click("form.go button");
      signIn(phone, "nadia@example.org", "");
      phone.awaitAddress("/spaces/essaouira/p-07").click("form.go button");
      phone.awaitAddress("/me/bookings/");
      phone.picture("pass-390-fr");
      String pass = phone.readQr(".qr svg");

      JsonObject early = present("d-entrance", pass);
      assertThat(early.getString("reason")).isIn("granted", "too_early");

      // Booked from now on, the doors open.
      phone.go("/spaces/essaouira/p-08?" + thisQuarter()).click("form.go button");
      phone.awaitAddress("/me/bookings/");
      if (early.getBoolean("granted")) phone.awaitOther(".qr[data-code]", "data-step");
      pass = phone.readQr(".qr svg");
      for (String door : new String[] {"d-entrance", "d-coworking"}) {
        assertThat(present(door, pass).getBoolean("granted")).as(door).isTrue();
      }
      desk.awaitText("#rows", "Nadia El Idrissi");
      calls.simulate(
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
    try (Browser phone = Browser.open(told.getString("http"), 390, 844)) {
      signIn(phone.go("/?lang=fr"), "nadia@example.org", "/me/bookings");
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
    assertThat(new Tour(calls, new PrintWriter(said)).play()).as(said.toString()).isTrue();
  }

  @Test
  @Order(4)
  void theManagerOpensADoorFromAfarAndSaysWhy() {
    try (Browser desk = Browser.open(told.getString("http"), 390, 844)) {
      signIn(desk.go("/?lang=fr"), "salma@example.org", "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");
      desk.find("#device-r-entrance.online");
      String form = "form[action='/ops/essaouira/doors/d-entrance/open'] ";
      desk.click("details.door-open:has(" + form.strip() + ") summary");
      desk.type(form + "input[name=why]", "Livraison").picture("open-door-390-fr");
      desk.click(form + "button").find("#door-said.good");
      assertThat(desk.address()).contains("said=opened");
      desk.awaitText("#rows", "Ouverte par l’accueil").awaitText("#rows li.command", "Salma");
      var kept =
          calls.get("/api/v1/sites/essaouira/commands", calls.token("manager")).expecting(200);
      JsonObject latest = kept.getJsonArray("commands").getJsonObject(0);
      assertThat(latest.getString("why")).isEqualTo("Livraison");
      assertThat(latest.getString("outcome")).isEqualTo("executed");
      check(desk.picture("opened-door-390-fr"));
    }
  }

  @ParameterizedTest
  @Order(5)
  @CsvSource({"fr,390", "ar,1440"})
  void noPageOverflowsNorBreaksTheRulesOfAccess(String language, int width) {
    try (Browser browser = Browser.open(told.getString("http"), width, 900)) {
      browser.go("/?lang=" + language).picture("book-" + width + "-" + language);
      check(browser);
      check(browser.go("/?kind=meeting_room"));
      check(browser.go("/spaces/essaouira/p-07?" + tomorrow()));
      check(browser.go("/sign-in"));
      check(browser.go("/demo/mails"));
      check(browser.go("/docs"));
      check(browser.go("/nowhere"));
      signIn(browser, "salma@example.org", "/me/bookings");
      check(browser.awaitAddress("/me/bookings"));
      browser.go("/ops/essaouira").find(".link-state.on");
      browser.picture("live-" + width + "-" + language);
      check(browser);
      check(browser.go("/ops/tanger/rents").picture("rents-" + width + "-" + language));
    }
  }

  private static void check(Browser browser) {
    assertThat(browser.accessibilityProblems()).as(browser.address()).isEmpty();
    assertThat(browser.overflows()).as("%s overflows", browser.address()).isFalse();
  }

  /** As people do: asks for a code, reads it in the mail, gives it back. */
  private void signIn(Browser browser, String email, String next) {
    if (!next.isEmpty()) browser.go("/sign-in?next=" + next);
    browser.awaitAddress("/sign-in").type("input[name=email]", email);
    browser.click("form.stack button").find("input[name=code]");
    browser
        .type("input[name=code]", Browser.codeMailedTo(told.getString("http"), email))
        .click("form.stack button")
        .awaitGone("input[name=code]");
  }

  private JsonObject present(String door, String qr) {
    String reader =
        calls.devices().stream()
            .filter(device -> door.equals(device.getString("door")))
            .map(device -> device.getString("device"))
            .findFirst()
            .orElseThrow();
    var credential = new JsonObject().put("kind", "qr").put("text", qr);
    return calls.simulate(
        "/present", new JsonObject().put("device", reader).put("credential", credential));
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

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
