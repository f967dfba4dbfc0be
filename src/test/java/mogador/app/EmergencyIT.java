package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestReader;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import mogador.audit.VerifyAudit;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lockdowns and releases by the API, with a door that follows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmergencyIT {
  private static final String MODES = "/api/v1/sites/essaouira/door-modes";
  private static final String DEVICES = "/api/v1/sites/essaouira/devices/r-entrance/";

  private TestServer server;
  private TestReader reader;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    // Taken up by the fleet's way, a reader gets all it needs to follow.
    server.post(DEVICES + "decommission", server.manager(), new JsonObject());
    JsonObject issued =
        server.post(DEVICES + "recommission", server.manager(), new JsonObject()).json();
    reader =
        new TestReader(
            server.mqtt(),
            "essaouira/r-entrance",
            "d-entrance",
            issued.getString("password"),
            issued.getString("command_key"),
            issued.getString("credential_key"));
    until("the reader has its list", () -> reader.isConnected() && reader.isCurrent());
  }

  @AfterAll
  void stop() {
    reader.close();
    server.close();
  }

  @Test
  void aSiteIsLockedDownOnceAndItsDoorsSaySo() throws Exception {
    var body = new JsonObject().put("mode", "lockdown").put("why", "a drill");
    TestServer.Answer begun = server.post(MODES, server.manager(), body);
    assertThat(begun.status()).isEqualTo(201);
    String order = begun.json().getString("id");
    until("the door follows", () -> reader.mode().equals("lockdown"));
    until("and says so", () -> stands().equals("lockdown"));
    assertThat(server.post(MODES, server.manager(), body).json().getString("id")).isEqualTo(order);
    assertThat(server.post(MODES + "/" + order + "/end", server.nomad(), new JsonObject()).status())
        .isEqualTo(403);
    assertThat(
            server.post(MODES + "/" + order + "/end", server.manager(), new JsonObject()).status())
        .isEqualTo(200);
    until("the door is as before", () -> reader.mode().equals("normal"));
    assertThat(server.post(MODES + "/" + order + "/end", server.manager(), new JsonObject()).code())
        .isEqualTo("unknown_order");
    JsonObject past =
        server.get(MODES, server.manager()).json().getJsonArray("orders").getJsonObject(0);
    assertThat(past.getString("why")).isEqualTo("a drill");
    assertThat(past.getString("ended_by")).isNotEmpty();
    assertThat(entries("door_mode_begun", order)).isEqualTo(1);
    assertThat(entries("door_mode_ended", order)).isEqualTo(1);
    assertThat(new VerifyAudit(server.database()).verify("essaouira", List.of()).broken())
        .isEmpty();
  }

  @Test
  void aZoneIsReleasedWithoutTheOthers() throws Exception {
    var unknown = new JsonObject().put("mode", "released").put("why", "x").put("zone", "nowhere");
    assertThat(server.post(MODES, server.manager(), unknown).code()).isEqualTo("unknown_zone");
    var sites = new Sites(server.database());
    sites.load();
    String zone =
        sites
            .current()
            .site("essaouira")
            .flatMap(site -> site.door("d-entrance"))
            .orElseThrow()
            .to();
    var body = new JsonObject().put("mode", "released").put("why", "smoke").put("zone", zone);
    String order = server.post(MODES, server.manager(), body).json().getString("id");
    until("the door stands open", () -> reader.mode().equals("released"));
    long released =
        server.get(MODES, server.manager()).json().getJsonArray("doors").stream()
            .filter(door -> ((JsonObject) door).getString("ordered").equals("released"))
            .count();
    assertThat(released).isPositive().isLessThan(doors());
    server.post(MODES + "/" + order + "/end", server.manager(), new JsonObject());
    until("the door is as before", () -> reader.mode().equals("normal"));
  }

  @Test
  void onlyWhoManagesTheSiteMayAndOnlyWithAReason() {
    var body = new JsonObject().put("mode", "lockdown").put("why", "x");
    assertThat(server.post(MODES, server.nomad(), body).status()).isEqualTo(403);
    assertThat(server.get(MODES, server.nomad()).status()).isEqualTo(403);
    assertThat(server.post(MODES, server.manager(), body.copy().put("why", "  ")).status())
        .isEqualTo(422);
    assertThat(server.post(MODES, server.manager(), body.copy().put("mode", "normal")).status())
        .isEqualTo(400);
  }

  private String stands() {
    return server.get(MODES, server.manager()).json().getJsonArray("doors").stream()
        .map(JsonObject.class::cast)
        .filter(door -> door.getString("door").equals("d-entrance"))
        .map(door -> door.getString("stands", ""))
        .findFirst()
        .orElseThrow();
  }

  private long doors() {
    return server.get(MODES, server.manager()).json().getJsonArray("doors").size();
  }

  private long entries(String kind, String order) {
    return server
        .database()
        .sql()
        .first(
            row -> row.getLong(0),
            "select count(*) from audit_entry where kind = $1 and subject = $2",
            kind,
            order)
        .orElseThrow();
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      if (condition.getAsBoolean()) return;
      Thread.sleep(10);
    }
    throw new AssertionError("never: " + what);
  }
}
