package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.Test;

/** Somebody followed another out, and is refused at the door; a manager with a phone helps. */
class ResetE2E {
  private static final String BADGE = "04070709";

  @Test
  void aRefusalOnThePersonsPageLeadsToTheResetAndTheDoorOpens() throws Exception {
    try (var hall = new HardHall();
        Browser phone = Browser.open(hall.server.url(), 390, 844)) {
      Someone nadia = hall.server.someone("nadia@example.org");
      hall.welcome(nadia, BADGE);
      hall.goIn(nadia, BADGE, Duration.ofMinutes(2));
      hall.awaitReason(BADGE, "anti_passback");
      hall.journal(BADGE, Optional.of("anti_passback"), Duration.ZERO);

      String page = "/ops/essaouira/people/" + nadia.id();
      phone.signIn(hall.server.manager().email(), page + "?lang=fr");
      var now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
      phone.go(page + "?lang=fr&door=" + HardHall.DOOR + "&at=" + now);
      phone.awaitText("#answers", "Reste fermée").find("#answers a.again");
      phone.click(".passages li:first-child a.again").click("#reset summary");
      phone.picture("reset-390-fr").check();
      phone.go(page + "?lang=ar").click("#reset summary").picture("reset-390-ar").check();
      phone.size(1440, 900).picture("reset-1440-ar").check();
      phone.go(page + "?lang=fr").size(390, 844).click("#reset summary");
      phone.type("#reset input[name=why]", "Sortie derrière un collègue");
      phone.click("#reset button").awaitText(".notice.good", "réinitialisée");
      assertThat(phone.has("#where")).as("nowhere").isFalse();
      assertThat(phone.has("a.again")).as("nothing to reset").isFalse();
      phone.check();
      hall.awaitReason(BADGE, "granted");

      phone.go("/ops/essaouira/doors/" + HardHall.DOOR).awaitText("#zone + p", "à l’intérieur");
      assertThat(phone.find("#zone + p").getText()).doesNotStartWith("Personne");
      phone.click("details.calm summary").type("details.calm input", "Alarme incendie");
      phone.picture("reset-zone-390-fr").check();
      phone.click("details.calm button").awaitText(".notice.good", "réinitialisée");
      assertThat(phone.find("#zone + p").getText()).startsWith("Personne");
      phone.size(1440, 900).picture("reset-zone-1440-fr").check();
    }
  }
}
