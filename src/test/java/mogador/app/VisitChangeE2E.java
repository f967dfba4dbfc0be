package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A host changes a visit on a phone, and a manager at the desk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitChangeE2E {
  private static final String VISITS = "/api/v1/visits";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-11-23T09:00:00Z"));
    var seat =
        new JsonObject()
            .put("space", "essaouira/p-07")
            .put("from", "2026-11-23T09:15")
            .put("to", "2026-11-23T18:00");
    assertThat(server.post("/api/v1/bookings", server.nomad(), seat).status()).isEqualTo(201);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aHostChangesAVisitOnTheirPhone() {
    JsonObject visit = invite("Karim Tazi");
    try (Browser phone = Browser.open(server.url(), 390, 1300)) {
      signIn(phone, server.nomad(), "fr");
      String change = "/visits/" + visit.getString("id") + "/change";
      phone.go("/visits").click("a[href='" + change + "']").awaitAddress(change);
      phone.picture("visit-change-390-fr").check();
      assertThat(phone.attribute("input[name=name]", "value")).isEqualTo("Karim Tazi");
      assertThat(phone.attribute("input[name=from]", "value")).isEqualTo("10:00");
      assertThat(phone.attribute("input[name=note]", "value")).isEqualTo("Parking");
      assertThat(phone.has("input[name=email]")).isFalse();

      phone.put("input[name=day]", "2026-11-24").click("form.stack button");
      phone.awaitText(".error", "ni bail ni réservation");
      phone.picture("visit-change-refused-390-fr").check();
      assertThat(phone.attribute("input[name=day]", "aria-invalid")).isEqualTo("true");
      assertThat(phone.attribute("input[name=day]", "value")).isEqualTo("2026-11-24");

      phone.put("input[name=day]", "2026-11-23");
      phone.put("input[name=from]", "15:00").put("input[name=to]", "16:30");
      phone.type("input[name=company]", "Souss SARL").click("form.stack button");
      phone.awaitAddress("said=changed").awaitText(".visit-list", "15:00");
      phone.picture("visit-changed-390-fr").check();
      assertThat(phone.text()).contains("Souss SARL", "le visiteur est prévenu");
      assertThat(phone.has(".visit-link a[href='" + visit.getString("link") + "']")).isTrue();
      assertThat(sequence(visit)).isEqualTo(1);

      phone.go(change + "?lang=ar");
      phone.picture("visit-change-390-ar").check();
    }
  }

  @Test
  void aManagerChangesAVisitFromTheDeskUntilTheVisitorIsThere() {
    JsonObject visit = invite("Leïla Benjelloun");
    String change = "/visits/" + visit.getString("id") + "/change";
    try (Browser desk = Browser.open(server.url(), 1440, 1000)) {
      signIn(desk, server.manager(), "fr");
      desk.go("/ops/essaouira/visits").picture("desk-change-1440-fr").check();
      desk.click("a[href='" + change + "']").awaitAddress(change);
      desk.put("input[name=to]", "09:30").click("form.stack button").find(".error");
      desk.picture("visit-change-1440-fr").check();
      desk.put("input[name=to]", "12:30").click("form.stack button");
      desk.awaitAddress("/ops/essaouira/visits?said=changed");
      assertThat(sequence(visit)).isEqualTo(1);
      server.post(
          VISITS + "/" + visit.getString("id") + "/receive", server.manager(), new JsonObject());
      desk.go(change).picture("visit-closed-1440-fr").check();
      assertThat(desk.has("form.stack")).isFalse();
      assertThat(desk.text()).contains("déjà sur place");
    }
  }

  private JsonObject invite(String name) {
    var guest =
        new JsonObject()
            .put("site", "essaouira")
            .put("name", name)
            .put("email", "guest@example.org")
            .put("note", "Parking")
            .put("from", "2026-11-23T10:00")
            .put("to", "2026-11-23T12:00");
    return server.post(VISITS, server.nomad(), guest).json();
  }

  private long sequence(JsonObject visit) {
    return server.count(
        "select sequence::bigint from visit where id = $1", UUID.fromString(visit.getString("id")));
  }

  private void signIn(Browser browser, Someone person, String language) {
    browser.go("/?lang=" + language).signIn(person.email(), "/visits").awaitAddress("/visits");
  }
}
