package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestMaker;
import firmware.TestReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mogador.fleet.Firmwares;
import mogador.fleet.NewFirmware;
import mogador.sites.DeviceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Firmware brought to real simulated readers, ring by ring, and back. */
class FirmwareIT {
  private static final String SITE = "/api/v1/sites/essaouira";
  private static final String OLD = "mogador-sim 1.0";
  private static final String NEW = "mogador-sim 1.1";

  private final TestMaker maker = new TestMaker();
  private final List<TestReader> readers = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
    for (String code : List.of("r-1", "r-2", "r-3", "r-4")) {
      var wish = new JsonObject().put("device", code).put("kind", "reader").put("door", "d-m-1");
      var created = server.post(SITE + "/devices", server.manager(), wish);
      readers.add(TestReader.provisioned(server.url(), created.json().getString("code"), maker));
    }
    until("all are there", () -> versions().equals(Set.of(OLD)) && online() == 4);
  }

  @AfterEach
  void stop() {
    readers.forEach(TestReader::close);
    server.close();
  }

  @Test
  void ringByRingAllComeToTheNewVersionAndAllGoBackWhenAsked() throws Exception {
    String rollout = begin(NEW, maker.image(NEW, true), maker);
    until("done", () -> status(rollout).equals("done"));
    until("all say so", () -> versions().equals(Set.of(NEW)));
    assertThat(
            server.count(
                """
                select count(*) from rollout_device a join rollout_device b using (rollout_id)
                where a.ring < b.ring and a.changed_at > b.changed_at
                """))
        .as("told after the ring before it was done")
        .isZero();
    assertThat(steps(rollout)).containsExactly("done");
    assertThat(change(rollout, "resume").code()).isEqualTo("rollout_not_so");
    assertThat(change(rollout, "roll_back").status()).isEqualTo(200);
    until("all are back", () -> versions().equals(Set.of(OLD)));
    until("and said so", () -> steps(rollout).equals(Set.of("reverted")));
    assertThat(entered()).containsExactly("rollout_begun", "rollout_ended", "rollout_rolled_back");
  }

  @Test
  void anImageOfAnotherMakerIsRefusedByTheFirstAndNoOtherIsTold() throws Exception {
    String rollout = begin(NEW, maker.image(NEW, true), new TestMaker());
    until("halted", () -> status(rollout).equals("halted"));
    assertThat(devices(rollout).stream().map(d -> d.getString("reason", "")))
        .containsOnlyOnce("wrong_signature");
    assertThat(steps(rollout)).containsExactly("failed", "waiting");
    assertThat(versions()).containsExactly(OLD);
    assertThat(change(rollout, "resume").json().getString("status")).isEqualTo("running");
    until("halted again", () -> status(rollout).equals("halted"));
  }

  @Test
  void anImageThatDoesNotStartLeavesTheOldOneRunning() throws Exception {
    String rollout = begin(NEW, maker.image(NEW, false), maker);
    until("halted", () -> status(rollout).equals("halted"));
    assertThat(devices(rollout).stream().map(d -> d.getString("reason", "")))
        .containsOnlyOnce("did_not_start");
    until("all run", () -> online() == 4);
    assertThat(versions()).containsExactly(OLD);
  }

  @Test
  void onlyManagersOfTheSiteRollOutAndOneAtATime() throws Exception {
    String id = added(NEW, maker.image(NEW, true), maker);
    var wish = new JsonObject().put("firmware", id).put("why", "A test");
    assertThat(server.post(SITE + "/rollouts", server.nomad(), wish).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/firmware", server.nomad()).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/firmware", server.manager()).json().getJsonArray("firmware"))
        .hasSize(1);
    assertThat(server.post(SITE + "/rollouts", server.manager(), wish).status()).isEqualTo(201);
    assertThat(server.post(SITE + "/rollouts", server.manager(), wish).code())
        .isEqualTo("rollout_under_way");
    var unknown = wish.copy().put("firmware", "00000000-0000-7000-8000-000000000000");
    assertThat(server.post(SITE + "/rollouts", server.manager(), unknown).code())
        .isEqualTo("unknown_firmware");
  }

  private String begin(String version, byte[] image, TestMaker by) throws Exception {
    var wish = new JsonObject().put("firmware", added(version, image, by)).put("why", "A test");
    var begun = server.post(SITE + "/rollouts", server.manager(), wish);
    assertThat(begun.status()).isEqualTo(201);
    return begun.json().getString("id");
  }

  private String added(String version, byte[] image, TestMaker by) throws Exception {
    var firmware =
        new NewFirmware(
            DeviceKind.READER, version, Buffer.buffer(image), Buffer.buffer(by.sign(image)));
    var added =
        server
            .database()
            .inTransaction(sql -> Firmwares.add(sql, firmware, Optional.empty(), Instant.now()));
    return ((Firmwares.Added.Done) added).id().toString();
  }

  private TestServer.Answer change(String rollout, String wish) {
    return server.post(
        SITE + "/rollouts/" + rollout, server.manager(), new JsonObject().put("wish", wish));
  }

  private String status(String id) {
    return rollout(id).getString("status");
  }

  private Set<String> steps(String id) {
    var steps = new TreeSet<String>();
    for (JsonObject device : devices(id)) steps.add(device.getString("step"));
    return steps;
  }

  private List<JsonObject> devices(String id) {
    return rollout(id).getJsonArray("devices").stream().map(JsonObject.class::cast).toList();
  }

  private JsonObject rollout(String id) {
    return server.get(SITE + "/rollouts", server.manager()).json().getJsonArray("rollouts").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> versions() {
    return Set.copyOf(
        server
            .database()
            .sql()
            .list(
                row -> row.getString("v"),
                "select state->>'firmware' as v from device where state->>'firmware' is not null"));
  }

  private long online() {
    return server.count("select count(*) from device where online");
  }

  private List<String> entered() {
    return server
        .database()
        .sql()
        .list(
            row -> row.getString("kind"),
            "select kind from audit_entry where kind like 'rollout%' order by number");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("never: " + what);
      Thread.sleep(50);
    }
  }
}
