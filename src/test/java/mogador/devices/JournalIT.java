package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.access.CredentialKind;
import mogador.kernel.Await;
import mogador.platform.Database;
import mogador.platform.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Journals over a real broker into a real database. Each test has a journal of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalIT {
  private static final String ROOT = "mogador/v1/essaouira/r-entrance/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Park park;
  private MqttProbe reader;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    reader = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    assertThat(reader.subscribe(ROOT + "journal/ack")).isLessThan(0x80);
  }

  @AfterAll
  void close() throws Exception {
    reader.close();
    park.close();
  }

  @Test
  void whatIsSentTwiceIsStoredOnceAndAcknowledgedAgain() throws Exception {
    send("journal-twice", 1, event(1, "door_opened"), event(2, "door_closed"));
    assertThat(ack("journal-twice")).isEqualTo(2);
    send("journal-twice", 1, event(1, "door_opened"), event(2, "door_closed"));
    assertThat(ack("journal-twice")).isEqualTo(2);
    send("journal-twice", 1, event(2, "door_closed"), event(3, "forced"));
    assertThat(ack("journal-twice")).isEqualTo(3);
    assertThat(stored("journal-twice")).containsOnlyKeys(1L, 2L, 3L);
    assertThat(conflicts("journal-twice")).isZero();
  }

  @Test
  void anotherContentUnderTheSameNameIsKeptAsideOnceAndRaised() throws Exception {
    send("journal-conflict", 1, event(1, "door_opened"));
    assertThat(ack("journal-conflict")).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      send("journal-conflict", 1, event(1, "forced"), event(2, "door_closed"));
      assertThat(ack("journal-conflict")).isEqualTo(2);
    }
    assertThat(conflicts("journal-conflict")).isEqualTo(1);
    assertThat(stored("journal-conflict").get(1L)).contains("door_opened");
    Await.until(
        "raised",
        () ->
            park.heard.stream()
                .anyMatch(
                    e ->
                        e instanceof DeviceEvent.EventContradicted c
                            && c.journal().equals("journal-conflict")));
  }

  @Test
  void whoTypedAPinIsWhoWasAskedForItJustBefore() throws Exception {
    var asked = park.person("Asked");
    park.enrol(asked, new byte[] {4, 9, 9, 1});
    Await.until(
        "known",
        () ->
            park.keeper
                .current()
                .personOf(park.hash.of(CredentialKind.UID, new byte[] {4, 9, 9, 1}))
                .isPresent());
    String badge = decided(1, "denied", "04090901").replace("granted", "second_factor_needed");
    send("journal-pin", 1, badge);
    ack("journal-pin");
    String pin = decided(2, "granted", "32353830").replace("uid", "pin");
    send("journal-pin", 1, pin);
    ack("journal-pin");
    String alone = decided(3, "denied", "32353830").replace("uid", "pin");
    send("journal-pin", 1, alone.replace("\"granted\"", "\"unknown_credential\""));
    ack("journal-pin");
    assertThat(
            park.count(
                "select count(*) from journal_event where journal_id = 'journal-pin'"
                    + " and person_id = $1 and sequence <= 2",
                asked))
        .isEqualTo(2);
    assertThat(
            park.count(
                "select count(*) from journal_event where journal_id = 'journal-pin'"
                    + " and sequence = 3 and person_id is null"))
        .isEqualTo(1);
  }

  @Test
  void theOrderOfFieldsMakesNoOtherContent() throws Exception {
    send("journal-fields", 1, event(1, "door_opened"));
    ack("journal-fields");
    String turned =
        """
        {"kind": "door_opened", "door": "d-entrance", "uptime_ms": 1001, "boot": "boot0001",
         "at": null, "sequence": 1}\
        """;
    send("journal-fields", 1, turned);
    assertThat(ack("journal-fields")).isEqualTo(1);
    assertThat(conflicts("journal-fields")).isZero();
  }

  @Test
  void inWhateverOrderAndHoweverOftenBatchesComeTheDatabaseHoldsTheSame() throws Exception {
    var random = new Random(20261201);
    var journal = new JournalEvent.Journal(new DeviceId(Park.SITE, "r-entrance"), "journal-random");
    JournalState<String> expected = JournalState.empty();
    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int from = 1 + random.nextInt(100);
      List<Integer> sequences = new ArrayList<>();
      for (int s = from; s < Math.min(101, from + 1 + random.nextInt(12)); s++) sequences.add(s);
      batches.add(sequences);
    }
    Collections.shuffle(batches, random);
    for (List<Integer> batch : batches) {
      String[] events = batch.stream().map(s -> event(s, "forced")).toArray(String[]::new);
      send("journal-random", 1, events);
      for (int s : batch) {
        expected = expected.with(new JournalEvent.Key(journal, s), "forced");
      }
      Thread.sleep(random.nextInt(30));
    }
    long through = expected.through(journal, 1);
    while (ack("journal-random") < through) {}
    int count = expected.kept().size();
    Await.until("all stored", () -> stored("journal-random").size() == count);
    assertThat(stored("journal-random").keySet())
        .isEqualTo(
            expected.keys().stream().map(JournalEvent.Key::sequence).collect(Collectors.toSet()));
    assertThat(conflicts("journal-random")).isZero();
  }

  @Test
  void aHashStandsForTheCredentialAndItsHolderIsNamed() throws Exception {
    UUID nadia = park.person("Nadia");
    park.enrol(nadia, new byte[] {4, 9, 9, 9});
    Await.until(
        "known",
        () ->
            park.keeper
                .current()
                .personOf(park.hash.of(mogador.access.CredentialKind.UID, new byte[] {4, 9, 9, 9}))
                .isPresent());
    String granted = decided(1, "granted", "04090909");
    send("journal-person", 1, granted);
    send("journal-person", 1, granted, event(2, "door_opened"));
    while (ack("journal-person") < 2) {}
    assertThat(stored("journal-person").get(1L)).doesNotContain("04090909").contains("\"hash\"");
    assertThat(park.passages.stream().filter(p -> p.person().equals(nadia))).hasSize(1);
    RecentEvent recent =
        RecentEvent.of(park.database.sql(), Park.SITE, 500).stream()
            .filter(e -> e.journal().equals("journal-person") && e.sequence() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(recent.personName()).hasValue("Nadia");
    assertThat(recent.door()).hasValue("d-entrance");
    Await.until(
        "heard",
        () ->
            park.heard.stream()
                .anyMatch(
                    e ->
                        e instanceof DeviceEvent.EventStored(RecentEvent r)
                            && r.personName().equals(java.util.Optional.of("Nadia"))));
  }

  @Test
  void oneBadEventDoesNotStopTheJournal() throws Exception {
    send(
        "journal-bad-event",
        1,
        event(1, "door_opened"),
        "{\"sequence\": 2, \"kind\": \"granted\"}",
        event(3, "door_closed").replace("d-entrance", "a\\u0000b"),
        event(4, "sneezed"));
    assertThat(ack("journal-bad-event")).isEqualTo(4);
    assertThat(stored("journal-bad-event").get(2L)).contains("missing_field");
    assertThat(stored("journal-bad-event").get(4L)).contains("sneezed");
  }

  @Test
  void aGapIsWaitedForUntilTheDeviceNoLongerHasIt() throws Exception {
    send("journal-gap", 1, event(1, "forced"));
    assertThat(ack("journal-gap")).isEqualTo(1);
    send("journal-gap", 1, event(4, "forced"));
    assertThat(ack("journal-gap")).isEqualTo(1);
    send("journal-gap", 3, event(3, "forced"));
    assertThat(ack("journal-gap")).isEqualTo(4);
    Await.until(
        "raised",
        () ->
            park.heard.stream()
                .anyMatch(
                    e ->
                        e instanceof DeviceEvent.EventsLost l
                            && l.journal().equals("journal-gap")
                            && l.missing() == 1));
  }

  @Test
  void aJournalNewToUsBeginsAtTheOldestHeld() throws Exception {
    send("journal-late", 1_000_000, event(1_000_000, "forced"));
    assertThat(ack("journal-late")).isEqualTo(1_000_000);
  }

  @Test
  void nothingIsAcknowledgedWhileTheDatabaseIsAwayAndNothingIsLost() throws Exception {
    String name =
        park.database.sql().first(r -> r.getString(0), "select current_database()").orElseThrow();
    Database server = server();
    try {
      server.sql().run("alter database " + name + " allow_connections false");
      server
          .sql()
          .run("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name);
      send("journal-away", 1, event(1, "forced"), event(2, "forced"));
      Await.until("noticed", () -> !park.gateway.health().storing());
      assertThat(reader.next(Duration.ofMillis(300))).isNull();
      send("journal-away", 1, event(1, "forced"), event(2, "forced"));
    } finally {
      server.sql().run("alter database " + name + " allow_connections true");
      server.close();
    }
    assertThat(ack("journal-away")).isEqualTo(2);
    assertThat(stored("journal-away")).containsOnlyKeys(1L, 2L);
    assertThat(park.gateway.health().storing()).isTrue();
  }

  private Database server() {
    String url = park.test.settings().url();
    return Database.open(
        park.test.vertx(),
        new DatabaseSettings(
            url.substring(0, url.lastIndexOf('/')) + "/postgres",
            park.test.settings().user(),
            park.test.settings().password()));
  }

  private void send(String journal, long first, String... events) throws Exception {
    String batch =
        """
        {"journal": "%s", "boot": "boot0001", "uptime_ms": 5000000, "at": "%s", "first": %d,
         "events": [%s]}\
        """
            .formatted(
                journal,
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                first,
                String.join(",", events));
    assertThat(reader.publish(ROOT + "journal", batch)).isLessThan(0x80);
  }

  /** The next acknowledgement, which must be this journal's. */
  private long ack(String journal) throws Exception {
    while (true) {
      MqttProbe.Message message = reader.next(Duration.ofSeconds(20));
      if (message == null) throw new AssertionError("no acknowledgement");
      JsonNode ack = JSON.readTree(message.text());
      if (ack.path("journal").asText().equals(journal)) return ack.path("through").asLong();
    }
  }

  private Map<Long, String> stored(String journal) {
    Map<Long, String> found = new HashMap<>();
    for (var row :
        park.database
            .sql()
            .run(
                "select sequence, content::text as c from journal_event where journal_id = $1",
                journal)) {
      found.put(row.getLong("sequence"), row.getString("c"));
    }
    return found;
  }

  private long conflicts(String journal) {
    return park.count("select count(*) from journal_conflict where journal_id = $1", journal);
  }

  private static String event(long sequence, String kind) {
    return """
    {"sequence": %d, "kind": "%s", "at": null, "boot": "boot0001", "uptime_ms": %d, "door": "d-entrance"}\
    """
        .formatted(sequence, kind, 1_000 + sequence);
  }

  private static String decided(long sequence, String kind, String bytes) {
    return """
    {"sequence": %d, "kind": "%s", "at": null, "boot": "boot0001", "uptime_ms": 1000,
     "door": "d-entrance", "request": "7b1f0a52-9f0e-4d63-8f5f-2a3f3c1c9d10",
     "credential": {"kind": "uid", "bytes": "%s"}, "reason": "granted"}\
    """
        .formatted(sequence, kind, bytes);
  }
}
