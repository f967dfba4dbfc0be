package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The desk of a site: a manager in a browser, doors in the simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskE2E {
  private static final String DOOR = "d-entrance";
  private static final String BADGE = "04C0FFEE010203";
  @TempDir private static Path data;
  private DemoPark park;
  private String reader = "";

  @BeforeAll
  void start() throws IOException {
    park = DemoPark.start(data);
    reader = park.reader(DOOR);
  }

  @AfterAll
  void stop() {
    park.close();
  }

  @Test
  @Order(1)
  void aBadgeIsEnrolledAtAReaderGivenARightAndRefusedOnceItIsWithdrawn() {
    try (Browser desk = signedIn(1440)) {
      desk.go("/ops/essaouira/people?lang=fr").type("input[name=q]", "nadia@example.org");
      desk.click("form.find button").click("a.person");
      String person = desk.awaitAddress("/people/").address().replaceFirst("[?#].*", "");
      assertThat(desk.text()).contains("Nadia El Idrissi", "Aucun droit en cours");

      desk.click("#enrol summary");
      desk.put("#enrol select[name=reader]", reader.substring(reader.indexOf('/') + 1));
      desk.click("#enrol form:first-of-type button").find("#enrolling");
      assertThat(present().getString("reason")).isEqualTo("unknown_credential");
      desk.awaitText("#enrolling", "Badge présenté").type("#enrolling input[name=label]", "Bleu");
      desk.picture("desk-enrol-1440-fr");
      desk.click("#enrolling button").find(".notice.good");
      assertThat(desk.text()).contains("Bleu");
      assertThat(present().getString("reason")).isEqualTo("no_right_here");

      desk.click("#give summary").click("#give .pill:has(input[value=site])");
      desk.put("#give input[name=to_day]", LocalDate.now(ZoneOffset.UTC).plusDays(1).toString());
      desk.type("#give input[name=reason]", "Contrôle des extincteurs").click("#give button");
      desk.find(".notice.good");
      assertThat(desk.text()).contains("Contrôle des extincteurs", "Salma Bennis");
      awaitReason("granted");

      desk.go(person + "?door=" + DOOR + "&at=" + LocalDate.now(ZoneOffset.UTC) + "T23:30");
      desk.awaitText("#answers", "S’ouvre").picture("desk-person-1440-fr");
      desk.check();
      desk.go("/ops/essaouira/doors/" + DOOR);
      assertThat(desk.text()).contains("Nadia El Idrissi", "À la main");

      desk.go(person).click(".right details.sure summary.danger");
      desk.type(".right details[open] input[name=why]", "Terminé plus tôt");
      desk.click(".right details[open] button").find(".notice.good");
      awaitReason("no_right_here");
      desk.go(person + "?door=" + DOOR + "&at=" + LocalDate.now(ZoneOffset.UTC) + "T23:30");
      desk.awaitText("#answers", "Reste fermée");
      awaitRefusal(desk, "Pas d’accès par cette porte");
      desk.click(".refusals li:first-child details.why summary");
      desk.awaitText(".refusals li:first-child .standings", "retiré");
      desk.picture("desk-door-1440-fr").check();
    }
  }

  @Test
  @Order(2)
  void aLostBadgeOpensNothingAndASuspendedPersonNothingAtAll() {
    try (Browser desk = signedIn(390)) {
      desk.go("/ops/essaouira/people?lang=fr").type("input[name=q]", "04 c0 ff ee 01 02 03");
      desk.click("form.find button").click("a.person");
      String person = desk.awaitAddress("/people/").address().replaceFirst("[?#].*", "");
      desk.picture("desk-person-390-fr").check();
      desk.click("form[action$='/lost'] button").find(".notice.good");
      awaitReason("revoked");
      desk.click("form[action$='/found'] button").find(".notice.good");
      awaitReason("no_right_here");
      desk.click(".title-row details.sure summary");
      desk.type(".title-row input[name=why]", "Badge prêté").click(".title-row .sure button");
      desk.find("#suspended");
      awaitReason("suspended");
      desk.go(person + "?lang=ar").picture("desk-person-390-ar").check();
      assertThat(desk.text()).contains("Badge prêté");
    }
  }

  @Test
  @Order(3)
  void hoursAreMadeAndKeptByARight() {
    try (Browser desk = signedIn(1440)) {
      desk.go("/ops/essaouira/schedules?lang=fr")
          .type("form.stack input[name=name]", "Jamais lundi");
      desk.type("form.stack input[name=tuesday]", "9 heures").click("form.stack > .button");
      desk.find(".notice.bad");
      assertThat(desk.attribute("form.stack input[name=name]", "value")).isEqualTo("Jamais lundi");
      desk.put("form.stack input[name=tuesday]", "09:00-12:00").click("form.stack > .button");
      desk.awaitAddress("said=added").find("dl.week");
      assertThat(desk.text()).contains("Jamais lundi", "09:00-12:00");
      desk.picture("desk-schedules-1440-fr").check();
    }
  }

  /** The reader's journal comes a moment after its answer. */
  private static void awaitRefusal(Browser desk, String words) {
    for (int i = 0; i < 40; i++) {
      desk.go("/ops/essaouira/doors/" + DOOR);
      if (desk.has(".refusals li:first-child")
          && desk.find(".refusals li:first-child").getText().contains(words)) return;
    }
    throw new AssertionError("no such refusal: " + desk.text());
  }

  /** A door knows within a second. */
  private void awaitReason(String reason) {
    String last = "";
    for (int i = 0; i < 20; i++) {
      last = present().getString("reason");
      if (last.equals(reason)) return;
    }
    assertThat(last).isEqualTo(reason);
  }

  private JsonObject present() {
    return park.presentBadge(DOOR, BADGE);
  }

  private Browser signedIn(int width) {
    return park.open(width, 900).signIn(DemoPark.MANAGER, "/ops/essaouira/people");
  }
}
