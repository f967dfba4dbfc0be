package mogador.app;

import static mogador.app.TestServer.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rights by hand, schedules, suspensions and badges, by the REST contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsIT {
  private static final String RIGHTS = "/api/v1/sites/" + SITE + "/rights";
  private static final String SCHEDULES = "/api/v1/sites/" + SITE + "/schedules";
  private TestServer server;
  private Someone manager;
  private Someone nadia;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-12-01T09:00:00Z"));
    manager = server.manager();
    nadia = server.someone("nadia@example.org");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aRightIsGivenToSpacesAndWithdrawnWithAllItGave() {
    Answer given = server.post(RIGHTS, manager, wish(nadia.email(), "p-01", "p-02"));
    assertThat(given.status()).as(given.json().encode()).isEqualTo(201);
    String id = given.json().getString("id");
    assertThat(given.json().getJsonArray("spaces")).containsExactlyInAnyOrder("p-01", "p-02");
    assertThat(rightsFrom(id)).isEqualTo(2);
    JsonArray shown = rights(nadia).getJsonArray("rights");
    assertThat(shown.stream().map(r -> ((JsonObject) r).getString("source")))
        .containsExactly("hand", "hand");

    String withdraw = RIGHTS + "/" + id + "/withdraw";
    assertThat(server.post(withdraw, manager, why()).status()).isEqualTo(200);
    assertThat(rightsFrom(id)).isZero();
    assertThat(rights(nadia).getJsonArray("rights")).isEmpty();
    assertThat(server.post(withdraw, manager, why()).code()).isEqualTo("unknown_right");
    assertThat(
            server.count(
                "select count(*) from access_right_past where source_id = $1", UUID.fromString(id)))
        .as("what it was is remembered")
        .isEqualTo(2);
    assertThat(
            server.count(
                "select count(*) from hand_right where id = $1 and reason = 'Audit'"
                    + " and withdrawn_why = 'Over' and given_by = $2 and withdrawn_by = $2",
                UUID.fromString(id),
                manager.id()))
        .isEqualTo(1);
  }

  @Test
  void aRightForOneDoorIsGivenOnceUnderAKey() {
    Someone omar = server.someone("one-door@example.org");
    JsonObject wish = wish(omar.email()).put("doors", new JsonArray().add("d-m-1"));
    String[] key = {"Idempotency-Key", "one-door"};
    Answer given = server.post(RIGHTS, manager, wish, key);
    assertThat(given.status()).as(given.json().encode()).isEqualTo(201);
    assertThat(given.json().getJsonArray("doors")).containsExactly("d-m-1");
    Answer again = server.post(RIGHTS, manager, wish, key);
    assertThat(again.json()).isEqualTo(given.json());
    assertThat(rightsFrom(given.json().getString("id"))).isEqualTo(1);
    assertThat(server.post(RIGHTS, manager, wish.copy().put("reason", "Other"), key).code())
        .isEqualTo("idempotency_key_reused");
    JsonObject shown = rights(omar).getJsonArray("rights").getJsonObject(0);
    assertThat(shown.getString("door")).isEqualTo("d-m-1");
    assertThat(shown.containsKey("space")).isFalse();
    assertThat(refused(wish.copy().put("doors", new JsonArray().add("d-nowhere"))))
        .isEqualTo("unknown_door");
  }

  @Test
  void aBadgeIsCalledAndEndsAsTheDeskSays() {
    Someone omar = server.someone("described@example.org");
    String path = "/api/v1/people/" + omar.email() + "/credentials";
    var badge = new JsonObject().put("kind", "uid").put("bytes", "04EE0102").put("label", "Old");
    Answer enrolled = server.post(path, manager, badge);
    assertThat(enrolled.status()).as(enrolled.json().encode()).isEqualTo(201);
    String one = "/api/v1/credentials/" + enrolled.json().getString("id");
    var named = new JsonObject().put("label", "New").put("expires_at", "2036-12-01T18:00:00Z");
    assertThat(server.patch(one, manager, named).status()).isEqualTo(200);
    var ends = new JsonObject().putNull("expires_at");
    JsonObject listed =
        server.get(path, manager).json().getJsonArray("credentials").getJsonObject(0);
    assertThat(listed.getString("label")).isEqualTo("New");
    assertThat(listed.getString("expires_at")).isEqualTo("2036-12-01T18:00:00Z");
    assertThat(server.patch(one, manager, ends).status()).isEqualTo(200);
    listed = server.get(path, manager).json().getJsonArray("credentials").getJsonObject(0);
    assertThat(listed.getString("label")).as("what is left out stays").isEqualTo("New");
    assertThat(listed.containsKey("expires_at")).isFalse();
    var past = new JsonObject().put("expires_at", "2020-12-01T18:00:00Z");
    assertThat(server.patch(one, manager, past).code()).isEqualTo("not_now");
    assertThat(server.patch(one, server.nomad(), ends).status()).isEqualTo(403);
  }

  @Test
  void whatCannotBeGivenIsRefusedByName() {
    assertThat(server.post(RIGHTS, server.nomad(), wish(nadia.email())).status()).isEqualTo(403);
    assertThat(refused(wish("nobody@example.org"))).isEqualTo("unknown_person");
    assertThat(refused(wish(nadia.email(), "nowhere"))).isEqualTo("unknown_space");
    assertThat(refused(wish(nadia.email()).put("to", "2026-12-01T08:00")))
        .isEqualTo("end_before_start");
    assertThat(
            refused(
                wish(nadia.email()).put("from", "2026-11-01T08:00").put("to", "2026-11-02T08:00")))
        .isEqualTo("already_over");
    assertThat(refused(wish(nadia.email()).put("to", "2037-12-01T08:00"))).isEqualTo("too_long");
    assertThat(refused(wish(nadia.email()).put("schedule", UUID.randomUUID().toString())))
        .isEqualTo("unknown_schedule");
    assertThat(refused(wish(nadia.email()).put("reason", "  "))).isEqualTo("invalid_input");
    assertThat(server.count("select count(*) from hand_right where person_id = $1", nadia.id()))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aScheduleIsNamedByRightsAndStaysWhileOneNeedsIt() {
    JsonObject days =
        new JsonObject().put("mon", "08:00-12:30, 14:00-20:00").put("sat", "10:00-24:00");
    Answer added = server.post(SCHEDULES, manager, schedule("Ménage", days));
    assertThat(added.status()).as(added.json().encode()).isEqualTo(201);
    String id = added.json().getString("id");
    assertThat(server.post(SCHEDULES, manager, schedule("Ménage", days)).code())
        .isEqualTo("name_taken");
    assertThat(
            server
                .post(SCHEDULES, manager, schedule("X", new JsonObject().put("mon", "9 to 5")))
                .code())
        .isEqualTo("hours_malformed");
    assertThat(server.post(SCHEDULES, manager, schedule("X", new JsonObject())).code())
        .isEqualTo("no_hours");

    Someone cleaner = server.someone("cleaner@example.org");
    Answer given = server.post(RIGHTS, manager, wish(cleaner.email()).put("schedule", id));
    assertThat(given.status()).isEqualTo(201);
    assertThat(rights(cleaner).getJsonArray("rights").getJsonObject(0).getString("schedule"))
        .isEqualTo(id);
    assertThat(server.delete(SCHEDULES + "/" + id, manager).code()).isEqualTo("schedule_in_use");
    server.post(RIGHTS + "/" + given.json().getString("id") + "/withdraw", manager, why());
    assertThat(server.delete(SCHEDULES + "/" + id, manager).status()).isEqualTo(200);
    assertThat(server.get(SCHEDULES, manager).json().getJsonArray("schedules")).isEmpty();
  }

  @Test
  void aPersonIsSuspendedAndReinstatedWithWhy() {
    Someone omar = server.someone("omar@example.org");
    String path = "/api/v1/people/" + omar.email();
    assertThat(server.post(path + "/suspend", server.nomad(), why()).status()).isEqualTo(403);
    assertThat(server.post(path + "/suspend", manager, why()).status()).isEqualTo(204);
    assertThat(rights(omar).getBoolean("suspended")).isTrue();
    assertThat(server.post(path + "/suspend", manager, why()).code()).isEqualTo("as_it_is");
    assertThat(server.post(path + "/reinstate", manager, why()).status()).isEqualTo(204);
    assertThat(rights(omar).getBoolean("suspended")).isFalse();
    assertThat(
            server.post("/api/v1/people/" + manager.email() + "/suspend", manager, why()).status())
        .as("nobody suspends themself")
        .isEqualTo(403);
  }

  @Test
  void aManagerOfOneSiteDecidesNothingAboutThoseWhoManage() {
    Someone local = server.someone("local@example.org");
    server
        .database()
        .sql()
        .run(
            "insert into staff_role (id, person_id, site_id, role)"
                + " values (gen_random_uuid(), $1, $2, 'manager')",
            local.id(),
            SITE);
    String boss = "/api/v1/people/" + manager.email();
    assertThat(server.post(boss + "/suspend", local, why()).status()).isEqualTo(403);
    assertThat(server.post(boss + "/credentials", local, badge("04AABBCC")).status())
        .as("a badge that opens all sites")
        .isEqualTo(403);
    assertThat(
            server
                .post("/api/v1/people/" + nadia.email() + "/credentials", local, badge("04AABBCC"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void aBadgeIsLostFoundReplacedAndEnded() {
    Someone lina = server.someone("lina@example.org");
    String path = "/api/v1/people/" + lina.email() + "/credentials";
    Answer first = server.post(path, manager, badge("04112233").put("label", "Blue"));
    String id = first.json().getString("id");
    assertThat(step(id, "found").code()).isEqualTo("not_now");
    assertThat(step(id, "lost").status()).isEqualTo(200);
    assertThat(statuses(path)).containsExactly("lost");
    assertThat(step(id, "found").status()).isEqualTo(200);
    assertThat(statuses(path)).containsExactly("active");

    Answer second =
        server.post("/api/v1/credentials/" + id + "/replace", manager, badge("04445566"));
    assertThat(second.status()).isEqualTo(201);
    assertThat(statuses(path)).containsExactlyInAnyOrder("active", "revoked");
    assertThat(
            server.count(
                "select count(*) from credential where replaced_by = $1 and label = 'Blue'",
                UUID.fromString(second.json().getString("id"))))
        .isEqualTo(1);
    assertThat(step(id, "found").code()).isEqualTo("not_now");
    assertThat(server.post(path, manager, badge("04445566")).code()).isEqualTo("credential_known");
    assertThat(step(second.json().getString("id"), "end").status()).isEqualTo(200);
    assertThat(statuses(path)).containsOnly("revoked");
  }

  @Test
  void aBadgeIsNotLentIntoThePast() {
    JsonObject lent = badge("04778899").put("expires_at", "2026-12-01T08:00:00Z");
    assertThat(
            server.post("/api/v1/people/" + nadia.email() + "/credentials", manager, lent).code())
        .isEqualTo("not_now");
  }

  private Answer step(String id, String step) {
    return server.post("/api/v1/credentials/" + id + "/" + step, manager, new JsonObject());
  }

  private List<String> statuses(String path) {
    return server.get(path, manager).json().getJsonArray("credentials").stream()
        .map(one -> ((JsonObject) one).getString("status"))
        .toList();
  }

  private String refused(JsonObject wish) {
    Answer answer = server.post(RIGHTS, manager, wish);
    assertThat(answer.status()).isIn(404, 422);
    return answer.code();
  }

  private JsonObject rights(Someone whose) {
    return server.get("/api/v1/people/" + whose.email() + "/rights", manager).json();
  }

  private long rightsFrom(String source) {
    return server.count(
        "select count(*) from access_right where source = 'hand' and source_id = $1",
        UUID.fromString(source));
  }

  private static JsonObject wish(String person, String... spaces) {
    return new JsonObject()
        .put("person", person)
        .put("spaces", new JsonArray(List.of(spaces)))
        .put("from", "2026-12-01T08:00")
        .put("to", "2026-12-04T18:00")
        .put("reason", "Audit");
  }

  private static JsonObject schedule(String name, JsonObject week) {
    return new JsonObject().put("name", name).put("week", week).put("closed_on_holidays", true);
  }

  private static JsonObject badge(String bytes) {
    return new JsonObject().put("kind", "uid").put("bytes", bytes);
  }

  private static JsonObject why() {
    return new JsonObject().put("why", "Over");
  }
}
