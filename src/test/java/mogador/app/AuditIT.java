package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.audit.AuditHead;
import mogador.audit.AuditTrail;
import mogador.audit.VerifyAudit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do over the API is in the trail, which is read and verified there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
  private static final String SITE = "/api/v1/sites/essaouira/audit";
  private static final String NETWORK = SITE + "?of=network";

  private TestServer server;

  @BeforeAll
  void open() {
    server = TestServer.start();
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void whatAManagerDoesIsEnteredWithWhoDidIt() {
    Someone manager = server.manager();
    var badge = new JsonObject().put("kind", "uid").put("bytes", "04A1B2C3D4E581");
    String people = "/api/v1/people/" + server.nomad().email() + "/credentials";
    assertThat(server.post(people, manager, badge).status()).isEqualTo(201);
    assertThat(server.post(people, manager, badge).status()).isEqualTo(409);
    JsonObject enrolled = only(NETWORK, "credential_enrolled");
    assertThat(enrolled.getJsonObject("personal").getString("by"))
        .isEqualTo(manager.id().toString());
    assertThat(enrolled.getJsonObject("personal").getString("person"))
        .isEqualTo(server.nomad().id().toString());

    var lease =
        new JsonObject()
            .put("company", server.company())
            .put("spaces", new JsonArray().add(office()))
            .put("starts_on", "2027-01-01")
            .put("ends_on", "2028-01-01");
    Answer granted = server.post("/api/v1/leases", manager, lease);
    assertThat(granted.status()).as("%s", granted.json()).isEqualTo(201);
    JsonObject entry = only(SITE + "?kind=administration", "lease_granted");
    assertThat(entry.getString("subject")).isEqualTo(granted.json().getString("reference"));
    assertThat(entry.getJsonObject("personal").getString("by")).isEqualTo(manager.id().toString());

    var credit =
        new JsonObject()
            .put("company", server.company())
            .put("site", "essaouira")
            .put("kind", "meeting_room")
            .put("month", "2027-01")
            .put("minutes", 120);
    for (int i = 0; i < 2; i++) {
      Answer given =
          server.post("/api/v1/credits", manager, credit, "Idempotency-Key", "audit-credit");
      assertThat(given.status()).as("%s", given.json()).isEqualTo(201);
    }
    assertThat(only(SITE, "credits_given").getJsonObject("details").getInteger("minutes"))
        .isEqualTo(120);
    assertThat(only(SITE, "site_imported").getJsonObject("details").getString("sha256"))
        .hasSize(64);
    assertThat(only(NETWORK, "member_joined").getJsonObject("personal").getString("person"))
        .isEqualTo(server.member().id().toString());
    assertThat(verified(Map.of()).getKey()).isZero();
  }

  @Test
  void aPageEndsWhereTheNextBegins() {
    JsonArray all =
        server.get(SITE + "?limit=500", server.manager()).json().getJsonArray("entries");
    Answer page = server.get(SITE + "?limit=1&before=2", server.manager());
    JsonArray one = page.json().getJsonArray("entries");
    assertThat(one).hasSize(1);
    assertThat(one.getJsonObject(0).getInteger("number")).isEqualTo(1);
    assertThat(all.getJsonObject(all.size() - 1)).isEqualTo(one.getJsonObject(0));
    assertThat(server.get(SITE + "?limit=0", server.manager()).status()).isEqualTo(400);
    assertThat(server.get(SITE + "?kind=gossip", server.manager()).status()).isEqualTo(400);
  }

  @Test
  void nobodyElseReadsIt() {
    assertThat(server.get(SITE, server.nomad()).status()).isEqualTo(403);
    assertThat(server.get(NETWORK, server.nomad()).status()).isEqualTo(403);
    Someone local = server.someone("local@example.org");
    server
        .database()
        .sql()
        .run(
            "insert into staff_role values (gen_random_uuid(), $1, 'essaouira', 'manager')",
            local.id());
    assertThat(server.get(SITE, local).status()).isEqualTo(200);
    assertThat(server.get(NETWORK, local).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/sites/tanger/audit", server.manager()).status()).isEqualTo(404);
  }

  @Test
  void thePageShowsItAndUpToWhereTheServerFoundItWhole() throws Exception {
    for (int i = 0; i < 400 && !isChecked(); i++) Thread.sleep(50);
    String page = page("/ops/essaouira/audit?lang=en");
    assertThat(page)
        .contains("Site file imported")
        .contains("Technopark Essaouira")
        .contains("Whole up to entry no. ");
    assertThat(page("/ops/essaouira/audit?lang=en&kind=commands")).contains("Nothing to show");
    assertThat(page("/ops/essaouira/audit?lang=en&of=network")).contains("Manager appointed");
    assertThat(page("/ops/essaouira?lang=en")).contains("href=\"/ops/essaouira/audit\"");
  }

  @Test
  void theCommandNamesTheFirstBrokenLinkAndFails() {
    var database = server.database();
    for (int i = 0; i < 3; i++) {
      String subject = "e" + i;
      database.inTransaction(
          sql -> {
            AuditTrail.add(
                sql,
                mogador.audit.AuditEntry.of(
                    mogador.audit.AuditKind.EVENT, "broken", subject, java.time.Instant.EPOCH));
            return true;
          });
    }
    AuditHead head =
        java.util.Objects.requireNonNull(AuditTrail.heads(database.sql()).get("broken"));
    assertThat(verified(Map.of("broken", List.of(head))).getKey()).isZero();
    var forged = new AuditHead(2, "00".repeat(32));
    assertThat(verified(Map.of("broken", List.of(forged))).getValue())
        .contains("broken: BROKEN at entry 2 of 1970-01-01T00:00:00Z, which has another hash");
    database.inTransaction(
        sql -> {
          sql.run("set local session_replication_role = replica");
          return sql.update(
              "update audit_entry set subject = 'x' where site_id = 'broken' and number = 2");
        });
    var verdict = verified(Map.of());
    assertThat(verdict.getKey()).isEqualTo(1);
    assertThat(verdict.getValue())
        .contains(
            "broken: BROKEN at entry 2 of 1970-01-01T00:00:00Z, which is not what its hash says")
        .contains("_network: whole")
        .contains("1 of ");
    database.inTransaction(
        sql -> {
          sql.run("set local session_replication_role = replica");
          sql.run("delete from audit_head where site_id = 'broken'");
          return sql.update("delete from audit_entry where site_id = 'broken'");
        });
    assertThat(verified(Map.of("broken", List.of(head))).getValue())
        .contains("broken: BROKEN at entry 1, which is missing");
    assertThat(verified(Map.of()).getKey()).isZero();
  }

  @Test
  void aHeadIsWrittenAsItIsPrinted() {
    assertThat(AuditCommand.noted(List.of("essaouira:12:" + "AB".repeat(32))))
        .isEqualTo(Map.of("essaouira", List.of(new AuditHead(12, "ab".repeat(32)))));
    assertThatThrownBy(() -> AuditCommand.noted(List.of("essaouira:12:abc")))
        .isInstanceOf(Main.UserError.class)
        .hasMessageContaining("64 digits");
  }

  private boolean isChecked() {
    return server.get(SITE, server.manager()).json().containsKey("check");
  }

  private Map.Entry<Integer, String> verified(Map<String, List<AuditHead>> noted) {
    var text = new StringWriter();
    int code =
        AuditCommand.verify(
            new VerifyAudit(server.database()), List.of(), noted, new PrintWriter(text));
    return Map.entry(code, text.toString());
  }

  private JsonObject only(String path, String kind) {
    List<JsonObject> found =
        server.get(path, server.manager()).json().getJsonArray("entries").stream()
            .map(JsonObject.class::cast)
            .filter(entry -> entry.getString("kind").equals(kind))
            .toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private String office() {
    return server.site().spaces().stream()
        .filter(space -> space.kind() == mogador.sites.SpaceKind.OFFICE && space.isAtom())
        .findFirst()
        .map(mogador.sites.Space::reference)
        .orElseThrow();
  }

  private String page(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("authorization", "Bearer " + server.manager().token())
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
