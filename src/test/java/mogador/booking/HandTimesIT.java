package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mogador.access.HandRight;
import mogador.access.HandRights;
import mogador.booking.RederiveTimes.Report;
import mogador.booking.RederiveTimes.Stayed;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.Sites;
import mogador.sites.TestSites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Rights given by hand while the zone data still had Morocco at UTC+1, on a server that has learnt
 * better.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandTimesIT {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Person SALMA =
      new Person(new UUID(7, 7), "salma@example.org", "Salma", Language.FR, false);

  private final TestDatabase open = TestDatabase.migrated();
  private Sites sites = new Sites(open.database());

  @BeforeAll
  void start() {
    sites = new Sites(open.database());
    sites.importSite(TestSites.document(TestSites.SMALL), NOW);
    sql()
        .run(
            "insert into person (id, email, created_at) values ($1, $2, $3)",
            SALMA.id(),
            SALMA.email(),
            NOW);
  }

  @AfterAll
  void stop() {
    open.close();
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of("hand_right_space", "hand_right_door", "hand_right", "access_right", "zone_use")) {
      sql().run("delete from " + table);
    }
    assertThat(times().run()).hasSize(1);
  }

  @Test
  void rightsGivenByHandMoveToTheirLocalTimesWithAllTheyGave() {
    HandRight coming = give("2026-12-01T09:00", "2026-12-01T10:00", "p-1", "p-2");
    HandRight running = give("2026-11-22T08:00", "2026-11-22T12:30");
    HandRight withdrawn = give("2026-12-02T09:00", "2026-12-02T10:00", "p-1");
    Object unused =
        open.database()
            .inTransaction(
                sql -> rights().withdraw(sql, manager(), "sidi", withdrawn.id(), "Over"));
    assertThat(unused).isInstanceOf(HandRights.Outcome.Done.class);
    derivedWithUtcPlusOne();

    Report report = times().run().getFirst();

    assertThat(report.moved())
        .extracting(RederiveTimes.Moved::reference)
        .containsExactlyInAnyOrder("right " + coming.id(), "right " + running.id());
    assertThat(report.stayed()).isEmpty();
    assertThat(slots("hand_right", "id", coming.id())).containsExactly(coming.during());
    assertThat(slots("access_right", "source_id", coming.id()))
        .containsExactly(coming.during(), coming.during());
    assertThat(slots("access_right", "source_id", running.id())).containsExactly(running.during());
    assertThat(slots("hand_right", "id", withdrawn.id()))
        .containsExactly(hourEarlier(withdrawn.during()));
    assertThat(times().run()).as("a second time").isEmpty();
  }

  @Test
  void serversThatStartTogetherMoveThemOnce() throws Exception {
    HandRight right = give("2026-12-01T09:00", "2026-12-01T10:00", "p-1");
    derivedWithUtcPlusOne();
    Callable<List<Report>> run = () -> times().run();
    int reports = 0;
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : together.invokeAll(List.of(run, run, run))) reports += done.get().size();
    }
    assertThat(reports).isEqualTo(1);
    assertThat(slots("access_right", "source_id", right.id())).containsExactly(right.during());
  }

  @Test
  void rightsFromBeforeLocalTimesWereKeptGetThemByTheRulesTheyWereMadeWith() {
    HandRight old = give("2026-12-01T09:00", "2026-12-01T10:00", "p-1");
    sql().run("update hand_right set local_from = null, local_to = null");
    assertThat(times().run()).as("the same rules").isEmpty();
    assertThat(local(old.id())).hasValue(LocalDateTime.parse("2026-12-01T09:00"));
    derivedWithUtcPlusOne();
    assertThat(times().run().getFirst().moved()).hasSize(1);
    assertThat(slots("access_right", "source_id", old.id())).containsExactly(old.during());
  }

  @Test
  void whoseRulesAreGoneKeepTheirInstantsAndAreReportedOnce() {
    HandRight old = give("2026-12-01T09:00", "2026-12-01T10:00", "p-1");
    sql().run("update hand_right set local_from = null, local_to = null");
    derivedWithUtcPlusOne();
    Report report = times().run().getFirst();
    assertThat(report.moved()).isEmpty();
    assertThat(report.stayed())
        .containsExactly(
            new Stayed("right " + old.id(), hourEarlier(old.during()), "local_time_unknown"));
    assertThat(slots("access_right", "source_id", old.id()))
        .containsExactly(hourEarlier(old.during()));
    assertThat(times().run()).isEmpty();
    assertThat(local(old.id())).hasValue(LocalDateTime.parse("2026-12-01T08:00"));
  }

  private HandRight give(String from, String to, String... spaces) {
    var wish =
        new HandRights.Wish(
            SALMA.id(),
            "sidi",
            List.of(spaces),
            List.of(),
            LocalDateTime.parse(from),
            LocalDateTime.parse(to),
            Optional.empty(),
            "Audit");
    return switch (open.database().inTransaction(sql -> rights().give(sql, manager(), wish))) {
      case HandRights.Outcome.Done(HandRight right) -> right;
      case HandRights.Outcome.Refused refused -> throw new AssertionError(refused);
      case HandRights.Outcome.Unknown unknown -> throw new AssertionError(unknown);
    };
  }

  /** As if all of it had been derived an hour before what it means now. */
  private void derivedWithUtcPlusOne() {
    for (String table : List.of("hand_right", "access_right")) {
      sql()
          .run(
              "update "
                  + table
                  + " set starts_at = starts_at - interval '1 hour',"
                  + " ends_at = ends_at - interval '1 hour'");
    }
    sql().run("update zone_use set rules_hash = $1", Buffer.buffer("other rules"));
  }

  private static TimeSlot hourEarlier(TimeSlot slot) {
    return new TimeSlot(slot.start().minusSeconds(3_600), slot.end().minusSeconds(3_600));
  }

  private List<TimeSlot> slots(String table, String column, UUID id) {
    return sql()
        .list(
            row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
            "select starts_at, ends_at from " + table + " where " + column + " = $1",
            id);
  }

  private Optional<LocalDateTime> local(UUID id) {
    return sql()
        .first(
            row -> row.getLocalDateTime("local_from"),
            "select local_from from hand_right where id = $1 and local_from is not null",
            id);
  }

  private HandRights rights() {
    return new HandRights(sites, CLOCK);
  }

  private RederiveTimes times() {
    return new RederiveTimes(open.database(), sites, List.of(), CLOCK);
  }

  private static Actor manager() {
    return new Actor(SALMA, Set.of("sidi"), Set.of());
  }

  private Sql sql() {
    return open.database().sql();
  }
}
