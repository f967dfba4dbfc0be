package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A visitor comes, and all must leave: the desk, two managers' pages, a phone, a real door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MusterE2E {
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
  void aVisitorIsInvitedWalksInIsReceivedAndFoundSafe() throws InterruptedException {
    String base = told.getString("http");
    try (Browser desk = Browser.open(base, 1440, 900);
        Browser phone = Browser.open(base, 390, 844)) {
      signIn(desk.go("/?lang=fr"), "salma@example.org", "/visits");
      desk.awaitAddress("/visits").type("input[name=name]", "Karim Tazi");
      desk.click("select[name=place] option[value='essaouira/']");
      desk.put("input[name=day]", LocalDate.now(ZoneOffset.UTC).toString());
      desk.put("input[name=from]", "00:00").put("input[name=to]", "23:59");
      desk.type("input[name=email]", "karim@example.org").click("form.stack button");
      desk.awaitAddress("said=invited").awaitText(".visit-list", "Karim Tazi");
      String link = desk.attribute(".visit-link a", "href");

      // The visitor's phone: no sign-in, only the link.
      phone.go(link).picture("visit-390-fr");
      check(phone);
      String qr = phone.readQr(".qr svg");
      assertThat(present("d-entrance", qr).getBoolean("granted")).isTrue();
      JsonObject further = present("d-coworking", qr);
      assertThat(further.getBoolean("granted")).isFalse();
      assertThat(further.getString("reason")).isEqualTo("no_right_here");

      desk.go("/ops/essaouira/visits").click(".visit-receive button");
      desk.awaitAddress("said=received").picture("desk-1440-fr");
      check(desk);
      desk.go("/ops/essaouira").click(".tabs a[href$='/muster']");
      desk.awaitText(".souls", "Karim Tazi").picture("inside-1440-fr");
      check(desk);

      // One click calls the roll; a colleague's phone shows the same.
      desk.click("button[value=drill]").awaitAddress("/muster/");
      desk.find(".link-state.on");
      String roll = desk.address();
      signIn(phone.go("/?lang=fr"), "salma@example.org", "/ops/essaouira/muster");
      phone.awaitAddress(roll.substring(roll.indexOf("/ops"))).find(".link-state.on");
      phone.picture("roll-390-fr");
      check(phone);
      String before = desk.find("[data-count-short]").getText();
      phone.click(".soul:not(.safe) button.soul-mark");
      phone.find(".soul.safe:not(.waiting)");
      desk.find(".soul.safe");
      assertThat(desk.find("[data-count-short]").getText()).isNotEqualTo(before);
      desk.picture("roll-1440-fr");

      // Taken back, and marked again without a script, as an old phone would.
      desk.click(".soul.safe .link").awaitGone(".soul.safe");
      phone.awaitGone(".soul.safe").click(".soul button.soul-mark").find(".soul.safe");
      desk.find(".soul.safe");

      // Whoever badges now comes onto the roll by itself.
      int known = souls(desk);
      var badge = new JsonObject().put("kind", "uid").put("bytes", DemoPeople.BADGE);
      assertThat(calls.simulate("/present", at("d-entrance", badge)).getBoolean("granted"))
          .isTrue();
      for (int i = 0; i < 100 && souls(desk) == known; i++) Thread.sleep(100);
      desk.awaitText("#muster", "Youssef Amrani");
      desk.find(".soul-how.later");

      desk.click(".muster-do summary.danger").click(".muster-do form[action$='/end'] button");
      desk.awaitText(".muster-sum", "Terminé").picture("roll-over-1440-fr");
      phone.awaitText(".muster-sum", "Terminé");
      assertThat(phone.has("button.soul-mark")).isFalse();

      // Signed out, and nothing opens any more.
      desk.go("/ops/essaouira/visits").click(".visit-list form[action$='/sign-out'] button");
      desk.awaitAddress("said=signed_out");
      // Tried sooner, a door that does not know yet would let them in again.
      Thread.sleep(2_000);
      assertThat(present("d-entrance", qr).getString("reason")).isEqualTo("revoked");
      phone.go(link);
      assertThat(phone.has(".qr")).isFalse();

      // On paper: names with boxes to tick, and nothing to press.
      desk.go(roll).size(794, 1123).paper().picture("roll-paper-fr");
      assertThat(desk.find(".soul-box").isDisplayed()).isTrue();
      assertThat(desk.find(".tabs").isDisplayed()).isFalse();
      assertThat(desk.find("[data-print]").isDisplayed()).isFalse();

      phone.go("/ops/essaouira/muster?lang=ar").find(".muster-past a");
      assertThat(phone.text()).doesNotContain("Karim Tazi");
      check(phone.picture("inside-390-ar"));
    }
  }

  private static int souls(Browser browser) {
    String count = browser.find("[data-count-short]").getText();
    return Integer.parseInt(count.substring(count.indexOf('/') + 1));
  }

  private static void check(Browser browser) {
    assertThat(browser.accessibilityProblems()).as(browser.address()).isEmpty();
    assertThat(browser.overflows()).as("%s overflows", browser.address()).isFalse();
  }

  /** As people do: asks for a code, reads it in the mail, gives it back. */
  private void signIn(Browser browser, String email, String next) {
    browser.go("/sign-in?next=" + next);
    browser.awaitAddress("/sign-in").type("input[name=email]", email);
    browser.click("form.stack button").find("input[name=code]");
    browser
        .type("input[name=code]", Browser.codeMailedTo(told.getString("http"), email))
        .click("form.stack button")
        .awaitGone("input[name=code]");
  }

  private JsonObject present(String door, String qr) {
    return calls.simulate("/present", at(door, new JsonObject().put("kind", "qr").put("text", qr)));
  }

  private JsonObject at(String door, JsonObject credential) {
    String reader =
        calls.devices().stream()
            .filter(device -> door.equals(device.getString("door")))
            .map(device -> device.getString("device"))
            .findFirst()
            .orElseThrow();
    return new JsonObject().put("device", reader).put("credential", credential);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
