package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A visitor comes, and all must leave: the desk, two managers' pages, a phone, a real door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MusterE2E {
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
  void aVisitorIsInvitedWalksInIsReceivedAndFoundSafe() throws InterruptedException {
    try (Browser desk = park.open(1440, 900);
        Browser phone = park.open(390, 844)) {
      desk.go("/?lang=fr").signIn(DemoPark.MANAGER, "/visits");
      desk.awaitAddress("/visits").type("input[name=name]", "Karim Tazi");
      desk.click("select[name=place] option[value='essaouira/']");
      desk.put("input[name=day]", LocalDate.now(ZoneOffset.UTC).toString());
      desk.put("input[name=from]", "00:00").put("input[name=to]", "23:59");
      desk.type("input[name=email]", "karim@example.org").click("form.stack button");
      desk.awaitAddress("said=invited").awaitText(".visit-list", "Karim Tazi");
      String link = desk.attribute(".visit-link a", "href");

      // The visitor's phone: no sign-in, only the link.
      phone.go(link).picture("visit-390-fr");
      phone.check();
      String qr = phone.readQr(".qr svg");
      assertThat(park.presentQr("d-entrance", qr).getBoolean("granted")).isTrue();
      JsonObject further = park.presentQr("d-coworking", qr);
      assertThat(further.getBoolean("granted")).isFalse();
      assertThat(further.getString("reason")).isEqualTo("no_right_here");

      desk.go("/ops/essaouira/visits").click(".visit-receive button");
      desk.awaitAddress("said=received").picture("desk-1440-fr");
      desk.check();
      desk.go("/ops/essaouira").click(".tabs a[href$='/muster']");
      desk.awaitText(".souls", "Karim Tazi").picture("inside-1440-fr");
      desk.check();

      // One click calls the roll; a colleague's phone shows the same.
      desk.click("button[value=drill]").awaitAddress("/muster/");
      desk.find(".link-state.on");
      String roll = desk.address();
      phone.go("/?lang=fr").signIn(DemoPark.MANAGER, "/ops/essaouira/muster");
      phone.awaitAddress(roll.substring(roll.indexOf("/ops"))).find(".link-state.on");
      phone.picture("roll-390-fr");
      phone.check();
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
      assertThat(park.presentBadge("d-entrance", DemoPeople.BADGE).getBoolean("granted")).isTrue();
      desk.awaitText("#muster", "Youssef Amrani");
      desk.find(".soul-how.later");

      desk.click(".muster-do summary.danger").click(".muster-do form[action$='/end'] button");
      desk.awaitText(".muster-sum", "Terminé").picture("roll-over-1440-fr");
      phone.awaitText(".muster-sum", "Terminé");
      assertThat(phone.has("button.soul-mark")).isFalse();

      // Signed out, and nothing opens any more.
      Optional<String> list = listOfTheEntrance();
      desk.go("/ops/essaouira/visits").click(".visit-list form[action$='/sign-out'] button");
      desk.awaitAddress("said=signed_out");
      // Tried sooner, a door that does not know yet would let them in again.
      for (int i = 0; i < 300 && listOfTheEntrance().equals(list); i++) Thread.sleep(50);
      assertThat(park.presentQr("d-entrance", qr).getString("reason")).isEqualTo("revoked");
      phone.go(link);
      assertThat(phone.has(".qr")).isFalse();

      // On paper: names with boxes to tick, and nothing to press.
      desk.go(roll).size(794, 1123).paper().picture("roll-paper-fr");
      assertThat(desk.find(".soul-box").isDisplayed()).isTrue();
      assertThat(desk.find(".tabs").isDisplayed()).isFalse();
      assertThat(desk.find("[data-print]").isDisplayed()).isFalse();

      phone.go("/ops/essaouira/muster?lang=ar").find(".muster-past a");
      assertThat(phone.text()).doesNotContain("Karim Tazi");
      phone.picture("inside-390-ar").check();
    }
  }

  /** The version of the list its reader goes by. */
  private Optional<String> listOfTheEntrance() {
    return park
        .calls
        .get("/api/v1/sites/essaouira/devices", park.calls.token("manager"))
        .expecting(200)
        .getJsonArray("devices")
        .stream()
        .map(JsonObject.class::cast)
        .filter(device -> park.reader("d-entrance").endsWith("/" + device.getString("device")))
        .map(device -> Optional.ofNullable(device.getString("list_version")))
        .findFirst()
        .orElseThrow();
  }
}
