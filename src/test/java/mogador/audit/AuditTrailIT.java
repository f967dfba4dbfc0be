package mogador.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import mogador.audit.AuditTrail.Query;
import mogador.platform.Database;
import mogador.platform.Race;
import mogador.platform.TestClock;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The trail in a real database; each test has sites of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTrailIT {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00.123456Z");
  private static final int LENGTH = 5;

  private TestDatabase test;
  private Database database;
  private VerifyAudit verify;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    database = test.database();
    verify = new VerifyAudit(database);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void howeverManyWriteAtOnceNumbersHaveNoGapsAndNobodyWaitsInACircle() throws Exception {
    List<String> sites = List.of("race-a", "race-b", "race-c");
    Race.of(
        8,
        runner -> {
          var random = new Random(runner);
          for (int i = 0; i < 25; i++) {
            var order = new ArrayList<>(sites);
            Collections.shuffle(order, random);
            boolean undone = random.nextInt(5) == 0;
            try {
              database.inTransaction(
                  sql -> {
                    for (String site : order) AuditTrail.add(sql, entry(site, "r" + runner));
                    sql.run("select pg_sleep(0.001)");
                    if (undone) throw new IllegalStateException("undone");
                    return true;
                  });
            } catch (IllegalStateException expected) {
              assertThat(undone).isTrue();
            }
          }
          return runner;
        });
    for (String site : sites) {
      List<Long> numbers = numbers(site);
      assertThat(numbers)
          .isNotEmpty()
          .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
      assertThat(verify.verify(site, List.of()).broken()).isEmpty();
    }
    assertThat(numbers("race-a")).hasSameSizeAs(numbers("race-b"));
    long deadlocks =
        database
            .sql()
            .first(
                row -> row.getLong(0),
                "select deadlocks from pg_stat_database where datname = current_database()")
            .orElseThrow();
    assertThat(deadlocks).isZero();
  }

  @Test
  void whatIsAddedIsReadAndErasedPersonsAreNamedNoMore() {
    UUID manager = UUID.randomUUID();
    add(
        AuditEntry.of(AuditKind.COMMAND_ASKED, "read", "order-1", NOW)
            .with("door", "d-entrance")
            .by(manager)
            .withPersonal("why", "Livraison"));
    AuditRecord before = read("read").getFirst();
    assertThat(before.at()).isEqualTo(NOW);
    assertThat(before.detail("door")).hasValue("d-entrance");
    assertThat(before.person(AuditEntry.BY)).hasValue(manager);
    assertThat(before.field("why")).hasValue("Livraison");
    database.sql().run("delete from audit_personal where site_id = 'read' and field = 'by'");
    AuditRecord after = read("read").getFirst();
    assertThat(after.erased(AuditEntry.BY)).isTrue();
    assertThat(after.field("why")).hasValue("Livraison");
    assertThat(after.hash()).isEqualTo(before.hash());
    assertThat(verify.verify("read", List.of()).broken()).isEmpty();
  }

  @Test
  void entriesAreFoundByKindDayAndPage() {
    for (int i = 0; i < 6; i++) {
      AuditKind kind = i % 2 == 0 ? AuditKind.EVENT : AuditKind.LEASE_GRANTED;
      add(AuditEntry.of(kind, "found", "e" + i, NOW.plus(Duration.ofDays(i))));
    }
    assertThat(read("found").stream().map(AuditRecord::number))
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(subjects(Optional.of(5L), Optional.of(AuditKind.Group.EVENTS), Optional.empty()))
        .containsExactly("e2", "e0");
    assertThat(
            subjects(
                Optional.empty(), Optional.of(AuditKind.Group.ADMINISTRATION), Optional.empty()))
        .containsExactly("e5", "e3", "e1");
    assertThat(
            subjects(Optional.empty(), Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(4)))))
        .containsExactly("e4");
  }

  @Test
  void nobodyChangesTheTrailByAccident() {
    chain("kept");
    for (String change :
        List.of(
            "update audit_entry set subject = 'x' where site_id = 'kept'",
            "delete from audit_entry where site_id = 'kept'",
            "truncate audit_entry",
            "update audit_head set number = 1 where site_id = 'kept'",
            "delete from audit_head where site_id = 'kept'",
            "update audit_personal set value = 'x' where site_id = 'kept'")) {
      assertThatThrownBy(() -> database.sql().run(change))
          .as(change)
          .isInstanceOf(PgException.class)
          .hasMessageContaining("only grows");
    }
    assertThat(verify.verify("kept", List.of()).broken()).isEmpty();
  }

  private record Tampering(String sql, long number, AuditFault fault) {}

  @Test
  void whatAnAdministratorOfTheDatabaseChangesIsFoundWhereItIs() {
    List<Tampering> all =
        List.of(
            entry("at = at + interval '1 microsecond'"),
            entry("kind = 'event_'"),
            entry("subject = subject || ' '"),
            entry("details = '{\"door\" : \"d\"}'"),
            entry("commitments = '{}'"),
            entry("hash = set_byte(hash, 31, get_byte(hash, 31) # 1)"),
            new Tampering(
                "delete from audit_entry where #site and number = 3", 3, AuditFault.MISSING),
            new Tampering(
                "delete from audit_entry where #site and number = 5", 5, AuditFault.MISSING),
            new Tampering("delete from audit_entry where #site", 1, AuditFault.MISSING),
            new Tampering(
                "update audit_entry set number = 9 where #site and number = 3",
                3,
                AuditFault.MISSING),
            new Tampering(
                "update audit_entry set site_id = 'elsewhere' where #site and number = 2",
                2,
                AuditFault.MISSING),
            new Tampering(
                "insert into audit_entry select site_id, 6, at, kind, subject, details,"
                    + " commitments, hash from audit_entry where #site and number = 5",
                6,
                AuditFault.ALTERED),
            personal("value = value || 'x'"),
            personal("salt = set_byte(salt, 0, get_byte(salt, 0) # 1)"),
            personal("at = at + interval '1 day'"),
            personal("field = 'whom'"),
            new Tampering(
                "update audit_personal set number = 4, field = 'x' where #site and number = 3",
                4,
                AuditFault.PERSONAL),
            new Tampering(
                "update audit_personal set number = 99 where #site and number = 3",
                99,
                AuditFault.PERSONAL),
            new Tampering("update audit_head set number = 4 where #site", 5, AuditFault.HEAD),
            new Tampering("update audit_head set number = 6 where #site", 6, AuditFault.MISSING),
            new Tampering(
                "update audit_head set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where #site",
                5,
                AuditFault.HEAD),
            new Tampering("delete from audit_head where #site", 5, AuditFault.HEAD));
    for (int i = 0; i < all.size(); i++) {
      String site = "tampered-" + i;
      chain(site);
      Tampering tampering = all.get(i);
      assertThat(asAdministrator(tampering.sql(), site)).as(tampering.sql()).isPositive();
      Optional<BrokenLink> broken = verify.verify(site, List.of()).broken();
      assertThat(broken.map(BrokenLink::number)).as(tampering.sql()).hasValue(tampering.number());
      assertThat(broken.map(BrokenLink::fault)).as(tampering.sql()).hasValue(tampering.fault());
      assertThat(verify.sites()).contains(site);
    }
  }

  @Test
  void aTailCutOffWithItsHeadIsMissedOnlyByWhoeverNotedTheHead() {
    chain("cut");
    AuditHead noted = AuditTrail.heads(database.sql()).get("cut");
    asAdministrator("delete from audit_entry where #site and number = 5", "cut");
    asAdministrator("delete from audit_personal where #site and number = 5", "cut");
    asAdministrator(
        "update audit_head h set number = 4, hash = e.hash from audit_entry e"
            + " where h.#site and e.site_id = h.site_id and e.number = 4",
        "cut");
    assertThat(verify.verify("cut", List.of()).broken()).isEmpty();
    assertThat(verify.verify("cut", List.of(java.util.Objects.requireNonNull(noted))).broken())
        .hasValue(new BrokenLink(5, Optional.empty(), AuditFault.MISSING));
  }

  @Test
  void moreThanAPageIsReadWhole() {
    database.inTransaction(
        sql -> {
          for (int i = 0; i < 2_500; i++) AuditTrail.add(sql, entry("long", "e" + i));
          return true;
        });
    assertThat(verify.verify("long", List.of()).whole().number()).isEqualTo(2_500);
    asAdministrator("update audit_entry set subject = 'x' where #site and number = 2001", "long");
    assertThat(verify.verify("long", List.of()).broken().map(BrokenLink::number)).hasValue(2_001L);
  }

  @Test
  void theServerReadsWhatIsNewEachTimeAndAllOfItOnceADay() {
    var clock = new TestClock(NOW);
    var check = new CheckAudit(database, clock);
    chain("checked");
    check.run();
    assertThat(found("checked").whole().number()).isEqualTo(LENGTH);
    asAdministrator("update audit_entry set subject = 'x' where #site and number = 2", "checked");
    add(entry("checked", "new"));
    clock.pass(Duration.ofMinutes(10));
    check.run();
    assertThat(found("checked").broken()).isEmpty();
    assertThat(found("checked").whole().number()).isEqualTo(LENGTH + 1);
    assertThat(found("checked").wholeAt()).isEqualTo(NOW);
    clock.pass(Duration.ofDays(1));
    check.run();
    assertThat(found("checked").broken())
        .map(link -> link.number() + " " + link.fault())
        .hasValue("2 ALTERED");
    assertThat(found("checked").whole().number()).isEqualTo(LENGTH + 1);
  }

  @Test
  void nothingIsEnteredOutsideATransaction() {
    assertThatThrownBy(() -> AuditTrail.add(database.sql(), entry("alone", "x")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Tampering entry(String change) {
    return new Tampering(
        "update audit_entry set " + change + " where #site and number = 3", 3, AuditFault.ALTERED);
  }

  private static Tampering personal(String change) {
    return new Tampering(
        "update audit_personal set " + change + " where #site and number = 3",
        3,
        AuditFault.PERSONAL);
  }

  /** As nobody can but who may switch triggers off. */
  private int asAdministrator(String change, String site) {
    return database.inTransaction(
        sql -> {
          sql.run("set local session_replication_role = replica");
          return sql.update(change.replace("#site", "site_id = '" + site + "'"));
        });
  }

  private void chain(String site) {
    for (int i = 1; i <= LENGTH; i++) {
      add(entry(site, "e" + i).with("door", "d").withPersonal("why", "reason " + i));
    }
  }

  private static AuditEntry entry(String site, String subject) {
    return AuditEntry.of(AuditKind.EVENT, site, subject, NOW);
  }

  private void add(AuditEntry entry) {
    database.inTransaction(
        sql -> {
          AuditTrail.add(sql, entry);
          return true;
        });
  }

  private List<AuditRecord> read(String site) {
    return AuditTrail.read(
        database.sql(),
        new Query(
            site, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100));
  }

  private List<String> subjects(
      Optional<Long> before, Optional<AuditKind.Group> group, Optional<Instant> from) {
    return AuditTrail.read(
            database.sql(),
            new Query("found", before, group, from, from.map(at -> at.plusSeconds(1)), 100))
        .stream()
        .map(AuditRecord::subject)
        .toList();
  }

  private CheckAudit.Found found(String site) {
    return CheckAudit.last(database.sql(), site).orElseThrow();
  }

  private List<Long> numbers(String site) {
    return database
        .sql()
        .list(
            row -> row.getLong("number"),
            "select number from audit_entry where site_id = $1 order by number",
            site);
  }
}
