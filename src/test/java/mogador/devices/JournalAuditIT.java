package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditRecord;
import mogador.audit.AuditTrail;
import mogador.audit.VerifyAudit;
import mogador.platform.Database;
import mogador.platform.Race;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What journals say is in the trail with the events, and personal only for its time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalAuditIT {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Duration KEPT = Duration.ofDays(90);
  private static final String HASH = "ab".repeat(32);

  private TestDatabase test;
  private Database database;
  private JournalWriter writer;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    database = test.database();
    writer = new JournalWriter(database, List.of());
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void anEventIsEnteredOnceWithWhoeverItWasApart() {
    UUID nadia = UUID.randomUUID();
    List<JournalEvent> events =
        List.of(badge("once", 1, "d-entrance", Optional.of(nadia)), opened("once", 2));
    write(events, 1);
    write(events, 1);
    List<AuditRecord> entries = entries("once");
    assertThat(entries).hasSize(2);
    AuditRecord granted = entries.getLast();
    assertThat(granted.subject()).isEqualTo("r-1/journal-once/1");
    assertThat(granted.detail("kind")).hasValue("granted");
    assertThat(granted.detail("door")).hasValue("d-entrance");
    assertThat(granted.details().encode()).doesNotContain(HASH, nadia.toString());
    assertThat(granted.person(AuditEntry.PERSON)).hasValue(nadia);
    assertThat(granted.field("credential")).hasValue("uid " + HASH);
    assertThat(entries.getFirst().personal()).isEmpty();
    assertThat(whole("once")).isTrue();
  }

  @Test
  void contradictionsAndLossesAreEntered() {
    write(List.of(opened("odd", 1)), 1);
    write(List.of(badge("odd", 1, "d-entrance", Optional.empty())), 1);
    write(List.of(badge("odd", 1, "d-entrance", Optional.empty())), 1);
    write(List.of(opened("odd", 5)), 4);
    assertThat(entries("odd").stream().map(AuditRecord::kind))
        .containsExactlyInAnyOrder("event", "event_contradicted", "event", "events_lost");
    AuditRecord lost =
        entries("odd").stream()
            .filter(e -> e.kind().equals("events_lost"))
            .findFirst()
            .orElseThrow();
    assertThat(lost.subject()).isEqualTo("r-1/journal-odd");
    assertThat(lost.detail("missing")).hasValue("2");
  }

  @Test
  void serversThatWriteEventsOfManySitesAtOnceDoNotHoldEachOtherUpForEver() throws Exception {
    List<String> sites = List.of("race-a", "race-b", "race-c", "race-d");
    Race.of(
        6,
        server -> {
          var random = new Random(server);
          var own = new JournalWriter(database, List.of());
          for (int i = 0; i < 10; i++) {
            List<JournalEvent> events = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
              for (String site : sites) {
                String journal = site + "-" + server + "-" + i;
                events.add(
                    event(site, journal, n + 1, "door_opened", content(n + 1), Optional.empty()));
              }
            }
            Collections.shuffle(events, random);
            own.write(events, firsts(events, 1));
          }
          return server;
        });
    for (String site : sites) {
      assertThat(new VerifyAudit(database).verify(site, List.of()).whole().number()).isEqualTo(300);
      assertThat(whole(site)).isTrue();
    }
  }

  @Test
  void afterItsTimeAnEventNamesNobodyAndIsStillStoredOnce() {
    JournalEvent badge = badge("old", 1, "d-entrance", Optional.of(UUID.randomUUID()));
    write(List.of(badge, opened("old", 2)), 1);
    assertThat(erase(NOW.plus(KEPT))).isZero();
    assertThat(erase(NOW.plus(KEPT).plusSeconds(1))).isPositive();
    assertThat(erase(NOW.plus(KEPT).plusSeconds(1))).isZero();
    assertThat(stored("old")).hasSize(2).allSatisfy(row -> assertThat(row).doesNotContain(HASH));
    assertThat(
            count(
                "select count(*) from journal_event where person_id is not null and site_id ="
                    + " 'old'"))
        .isZero();

    JournalWriter.Written again = write(List.of(badge), 1);
    assertThat(again.stored()).isEmpty();
    assertThat(again.conflicts()).isEmpty();
    assertThat(again.through().values()).containsExactly(2L);

    JournalWriter.Written other = write(List.of(badge("old", 1, "d-other", Optional.empty())), 1);
    assertThat(other.conflicts()).hasSize(1);
    assertThat(
            count(
                "select count(*) from journal_conflict where content::text like '%" + HASH + "%'"))
        .isZero();
    assertThat(write(List.of(badge("old", 1, "d-other", Optional.empty())), 1).conflicts())
        .isEmpty();
    assertThat(whole("old")).isTrue();
  }

  private int erase(Instant at) {
    return new EraseEvents(database, Clock.fixed(at, ZoneOffset.UTC), KEPT).run();
  }

  private JournalWriter.Written write(List<JournalEvent> events, long first) {
    return writer.write(events, firsts(events, first));
  }

  private static Map<JournalEvent.Journal, Long> firsts(List<JournalEvent> events, long first) {
    var firsts = new HashMap<JournalEvent.Journal, Long>();
    events.forEach(event -> firsts.put(event.key().journal(), first));
    return firsts;
  }

  private static JournalEvent badge(
      String site, long sequence, String door, Optional<UUID> person) {
    ObjectNode content = content(sequence).put("door", door).put("reason", "granted");
    content.putObject("credential").put("kind", "uid").put("hash", HASH);
    return event(site, "journal-" + site, sequence, "granted", content, person);
  }

  private static JournalEvent opened(String site, long sequence) {
    return event(
        site, "journal-" + site, sequence, "door_opened", content(sequence), Optional.empty());
  }

  private static JournalEvent event(
      String site,
      String journal,
      long sequence,
      String kind,
      ObjectNode content,
      Optional<UUID> person) {
    return new JournalEvent(
        new JournalEvent.Key(
            new JournalEvent.Journal(new DeviceId(site, "r-1"), journal), sequence),
        kind,
        new EventTime(NOW, EventTime.Source.DEVICE),
        NOW,
        content,
        person);
  }

  private static ObjectNode content(long sequence) {
    return MessageReader.JSON.createObjectNode().put("sequence", sequence).put("boot", "boot0001");
  }

  private boolean whole(String site) {
    return new VerifyAudit(database).verify(site, List.of()).broken().isEmpty();
  }

  private List<AuditRecord> entries(String site) {
    return AuditTrail.read(
        database.sql(),
        new AuditTrail.Query(
            site, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100));
  }

  private List<String> stored(String site) {
    return database
        .sql()
        .list(
            row -> row.getString("c"),
            "select content::text as c from journal_event where site_id = $1",
            site);
  }

  private long count(String query) {
    return database.sql().first(row -> row.getLong(0), query).orElseThrow();
  }
}
