package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import mogador.platform.Race;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Musters by the API on a whole server; what doors recorded is put where their journals end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MusterIT {
  private static final String COUNTER = "mogador/v1/essaouira/count-coworking/telemetry";
  private static final String INSIDE = "/api/v1/sites/essaouira/inside";
  private static final String MUSTERS = "/api/v1/sites/essaouira/musters";

  private TestServer server;
  private long sequence;

  @BeforeAll
  void open() {
    server = TestServer.start();
  }

  @AfterAll
  void close() {
    server.close();
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of("muster_entry", "muster_roll", "journal_event", "departure", "count_reading")) {
      server.database().sql().run("delete from " + table);
    }
  }

  @Test
  void whoBadgedIsInsideWithTheirCompanyAndWhereTheyWereSeen() {
    letIn(server.member(), "d-entrance", true, 30);
    letIn(server.member(), "d-coworking", true, 29);
    letIn(server.nomad(), "d-entrance", false, 5);
    JsonObject inside = manager(INSIDE).json();
    assertThat(people(inside)).hasSize(2);
    JsonObject member = person(inside, server.member());
    assertThat(member.getString("company")).isEqualTo(TestServer.COMPANY);
    assertThat(member.getString("seen_by")).isEqualTo("door");
    assertThat(member.getString("seen_where")).isEqualTo("d-coworking");
    assertThat(member.getString("zone")).isEqualTo("coworking");
    assertThat(member.getString("floor")).isEqualTo("rdc");
    assertThat(member.getString("confidence")).isEqualTo("sure");
    assertThat(person(inside, server.nomad()).getString("confidence")).isEqualTo("likely");
  }

  @Test
  void theRollIsFrozenWhenItIsCalledAndWhoBadgesLaterIsAdded() {
    letIn(server.member(), "d-entrance", true, 30);
    JsonObject roll = start("drill");
    assertThat(entries(roll)).hasSize(1);
    letIn(server.nomad(), "d-entrance", true, 0);
    letIn(server.member(), "d-coworking", true, 0);
    JsonObject now = manager(MUSTERS + "/" + roll.getString("id")).json();
    assertThat(entries(now)).hasSize(2);
    assertThat(entry(now, server.nomad()).getBoolean("later")).isTrue();
    JsonObject member = entry(now, server.member());
    assertThat(member.getBoolean("later")).isFalse();
    assertThat(member.getString("seen_where")).isEqualTo("d-entrance");
    assertThat(now.getInteger("safe")).isZero();
  }

  @Test
  void whatADoorTellsLateIsAddedToo() {
    JsonObject roll = start("fire");
    letIn(server.member(), "d-entrance", true, 20);
    assertThat(entries(manager(MUSTERS + "/" + roll.getString("id")).json())).hasSize(1);
  }

  @Test
  void theFirstWhoFoundSomebodyIsKeptAndItCanBeTakenBack() {
    letIn(server.member(), "d-entrance", true, 3);
    JsonObject roll = start("drill");
    JsonObject first = mark(roll, entries(roll).getFirst(), true).json();
    assertThat(first.getInteger("safe")).isEqualTo(1);
    String at = entries(first).getFirst().getString("safe_at");
    JsonObject again = mark(roll, entries(roll).getFirst(), true).json();
    assertThat(entries(again).getFirst().getString("safe_at")).isEqualTo(at);
    JsonObject undone = mark(roll, entries(roll).getFirst(), false).json();
    assertThat(undone.getInteger("safe")).isZero();
    assertThat(entries(undone).getFirst().containsKey("safe_by")).isFalse();
  }

  @Test
  void manyWhoCallAMusterAtOnceCallTheSame() throws Exception {
    letIn(server.member(), "d-entrance", true, 3);
    List<Answer> answers =
        Race.of(8, number -> server.post(MUSTERS, server.manager(), kind("fire")));
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .hasSize(7)
        .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("muster_goes_on"));
    assertThat(server.count("select count(*) from muster_roll")).isEqualTo(1);
    assertThat(server.count("select count(*) from muster_entry")).isEqualTo(1);
  }

  @Test
  void aMusterThatIsOverStaysAsItIs() {
    letIn(server.member(), "d-entrance", true, 3);
    JsonObject roll = start("drill");
    JsonObject entry = entries(roll).getFirst();
    String path = MUSTERS + "/" + roll.getString("id");
    assertThat(server.post(path + "/end", server.manager(), new JsonObject()).status())
        .isEqualTo(200);
    letIn(server.nomad(), "d-entrance", true, 0);
    assertThat(mark(roll, entry, true).code()).isEqualTo("muster_ended");
    assertThat(server.post(path + "/end", server.manager(), new JsonObject()).code())
        .isEqualTo("muster_ended");
    JsonObject kept = manager(path).json();
    assertThat(entries(kept)).hasSize(1);
    assertThat(kept.getString("ended_by")).isEqualTo("Test Person");
    JsonObject past = manager(MUSTERS).json().getJsonArray("musters").getJsonObject(0);
    assertThat(past.getInteger("people")).isEqualTo(1);
    assertThat(past.getInteger("safe")).isZero();
    assertThat(server.post(MUSTERS, server.manager(), kind("fire")).status()).isEqualTo(201);
  }

  @Test
  void aBookingThatWasComeForCountsWithoutABadge() {
    Instant now = Instant.now();
    var local = java.time.LocalDateTime.ofInstant(now, java.time.ZoneOffset.UTC);
    var from = local.withMinute(local.getMinute() / 15 * 15).withSecond(0).withNano(0);
    var request =
        new JsonObject()
            .put("space", "essaouira/p-33")
            .put("from", from.toString())
            .put("to", from.plusHours(2).toString());
    Answer booked = server.post("/api/v1/bookings", server.nomad(), request);
    assertThat(booked.status()).as(booked.json().encode()).isEqualTo(201);
    assertThat(people(manager(INSIDE).json())).isEmpty();
    String id = booked.json().getString("id");
    server.post("/api/v1/bookings/" + id + "/check-in", server.manager(), new JsonObject());
    JsonObject person = person(manager(INSIDE).json(), server.nomad());
    assertThat(person.getString("seen_by")).isEqualTo("space");
    assertThat(person.getString("seen_where")).isEqualTo("p-33");
    server.delete("/api/v1/bookings/" + id, server.manager());
  }

  @Test
  void countersSayBesideTheListHowManyThereAreAndWhatTheyMissed() throws Exception {
    letIn(server.member(), "d-coworking", true, 5);
    try (MqttProbe counter = server.known("count-coworking")) {
      for (int[] counts : new int[][] {{2, 0}, {3, 0}, {3, 0}, {3, 1}}) {
        counter.publish(COUNTER, passed("counter-boot-1", counts[0], counts[1]));
      }
      Await.until("they are counted", () -> counted().getLong("inside") == 2);
      assertThat(counted().getInteger("listed")).isEqualTo(1);
      assertThat(counted().getLong("corrected")).isZero();
      JsonObject roll = start("drill");

      // It lost power, and saw more go out than it had seen come in.
      counter.publish(COUNTER, passed("counter-boot-2", 0, 0));
      counter.publish(COUNTER, passed("counter-boot-2", 0, 4));
      Await.until("it is corrected", () -> counted().getLong("corrected") == 2);
      assertThat(counted().getLong("inside")).isZero();
      JsonObject kept = manager(MUSTERS + "/" + roll.getString("id")).json();
      assertThat(counted(kept).getLong("inside")).isEqualTo(2);
    }
  }

  private JsonObject counted() {
    return counted(manager(INSIDE).json());
  }

  private static JsonObject counted(JsonObject said) {
    JsonArray counters = said.getJsonObject("sensors").getJsonArray("counters");
    JsonObject none = new JsonObject().put("inside", -1).put("corrected", -1);
    return counters.isEmpty() ? none : counters.getJsonObject(0);
  }

  private static String passed(String boot, int in, int out) {
    return """
    {"at": null, "boot": "%s", "uptime_ms": %d, "count_in": %d, "count_out": %d}\
    """
        .formatted(boot, 1_000 + in + out, in, out);
  }

  @Test
  void onlyThoseWhoManageTheSiteSeeWhoIsThere() {
    for (String path : List.of(INSIDE, MUSTERS)) {
      assertThat(server.get(path, server.member()).status()).isEqualTo(403);
    }
    assertThat(server.post(MUSTERS, server.nomad(), kind("fire")).status()).isEqualTo(403);
    JsonObject roll = start("drill");
    String path = MUSTERS + "/" + roll.getString("id");
    assertThat(server.get(path, server.nomad()).status()).isEqualTo(403);
    assertThat(server.get(path.replace("essaouira", "tanger"), server.manager()).status())
        .isEqualTo(404);
    assertThat(server.post(MUSTERS, server.manager(), kind("party")).status()).isEqualTo(400);
  }

  private JsonObject start(String kind) {
    Answer answer = server.post(MUSTERS, server.manager(), kind(kind));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json();
  }

  private Answer mark(JsonObject roll, JsonObject entry, boolean safe) {
    String path = MUSTERS + "/" + roll.getString("id") + "/entries/" + entry.getString("entry");
    return server.post(path, server.manager(), new JsonObject().put("safe", safe));
  }

  private Answer manager(String path) {
    Answer answer = server.get(path, server.manager());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer;
  }

  private static JsonObject kind(String kind) {
    return new JsonObject().put("kind", kind).put("why", "Essai");
  }

  private static List<JsonObject> people(JsonObject inside) {
    return inside.getJsonArray("people").stream().map(JsonObject.class::cast).toList();
  }

  private static List<JsonObject> entries(JsonObject roll) {
    return roll.getJsonArray("entries").stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject person(JsonObject inside, Someone wanted) {
    return of(people(inside), wanted);
  }

  private static JsonObject entry(JsonObject roll, Someone wanted) {
    return of(entries(roll), wanted);
  }

  private static JsonObject of(List<JsonObject> all, Someone wanted) {
    return all.stream()
        .filter(one -> wanted.id().toString().equals(one.getString("person")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(wanted.email() + " is not in " + all));
  }

  /** As a reader's journal ends up: granted, and then perhaps the door's contact. */
  private void letIn(Someone who, String door, boolean opened, int minutesAgo) {
    Instant at = Instant.now().minus(Duration.ofMinutes(minutesAgo)).minusSeconds(1);
    String request = UUID.randomUUID().toString();
    event("granted", door, request, at, Optional.of(who.id()));
    if (opened) {
      event("door_opened", door, request, at.plusMillis(400), Optional.empty());
    }
  }

  private void event(String kind, String door, String request, Instant at, Optional<UUID> who) {
    server
        .database()
        .sql()
        .run(
            """
            insert into journal_event (site_id, device_code, journal_id, sequence, kind,
              happened_at, time_source, received_at, content, person_id)
            values ('essaouira', $1, 'journal1', $2, $3, $4, 'device', $4, $5, $6)
            """,
            door.replaceFirst("d-", "r-"),
            ++sequence,
            kind,
            at,
            new JsonObject().put("kind", kind).put("door", door).put("request", request),
            who);
  }
}
