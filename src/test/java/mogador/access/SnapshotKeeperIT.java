package mogador.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With 100,000 credentials in the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotKeeperIT {
  private static final String SITE = "essaouira";

  private final CredentialHash hash =
      new CredentialHash("the-key-of-this-park".getBytes(StandardCharsets.US_ASCII));
  private final Credentials credentials = new Credentials(hash, Clock.systemUTC());
  private TestDatabase test;
  private Database database;
  private SnapshotKeeper keeper;

  @BeforeAll
  void open() throws Exception {
    test = TestDatabase.migrated();
    database = test.database();
    database
        .sql()
        .run(
            """
            insert into person (id, email, created_at)
            select gen_random_uuid(), n || '@example.org', now() from generate_series(1, 100000) n\
            """);
    database
        .sql()
        .run(
            """
            insert into credential (id, person_id, kind, hash, status, created_at)
            select gen_random_uuid(), id, 'uid', sha256(email::bytea), 'active', now() from person\
            """);
    database
        .sql()
        .run(
            """
            insert into site (id, name, zone_id, status, document, imported_at)
            values ('essaouira', '{}', 'Africa/Casablanca', 'open', '{}', now())\
            """);
    keeper =
        new SnapshotKeeper(
            database,
            () -> List.of(new Doorway(SITE, "entrance", Set.of(), Assurance.BASIC, 5_000)),
            id -> Optional.empty(),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    keeper.start();
    assertThat(keeper.awaitReady(Duration.ofSeconds(30))).isTrue();
  }

  @AfterAll
  void close() {
    keeper.close();
    test.close();
  }

  @Test
  void everythingIsLoaded() {
    assertThat(keeper.current().credentials()).isGreaterThanOrEqualTo(100_000);
    assertThat(keeper.isFresh()).isTrue();
  }

  @Test
  void whatChangesOnePersonIsKnownWithinASecond() throws Exception {
    UUID nadia = person("nadia");
    UUID role = UUID.randomUUID();
    keeper.refresh(); // a change must not wait for all the others
    var enrolled =
        (Credentials.Enrolled.Done)
            database.inTransaction(
                sql ->
                    credentials.enrol(
                        sql, nadia, nadia, CredentialKind.UID, new byte[] {4}, "badge"));
    within(Duration.ofSeconds(1), "no_right_here");
    give(AccessRight.ofRole(role, nadia, SITE, today()));
    within(Duration.ofSeconds(1), "granted");
    database.inTransaction(sql -> Rights.end(sql, RightSource.ROLE, role, Instant.now()));
    within(Duration.ofSeconds(1), "too_late");
    database.inTransaction(sql -> Rights.withdraw(sql, RightSource.ROLE, role));
    within(Duration.ofSeconds(1), "no_right_here");
    give(AccessRight.ofRole(role, nadia, SITE, today()));
    within(Duration.ofSeconds(1), "granted");
    assertThat(
            database.<Boolean>inTransaction(sql -> credentials.revoke(sql, nadia, enrolled.id())))
        .isTrue();
    within(Duration.ofSeconds(1), "revoked");
    assertThat(
            database.<Boolean>inTransaction(sql -> credentials.revoke(sql, nadia, enrolled.id())))
        .isFalse();
  }

  @Test
  void aTransactionRolledBackChangesNothing() throws Exception {
    UUID omar = person("omar");
    try {
      database.inTransaction(
          sql -> {
            credentials.enrol(sql, omar, omar, CredentialKind.UID, new byte[] {7}, "badge");
            throw new IllegalStateException("thought better of it");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("better");
    }
    Thread.sleep(200);
    assertThat(keeper.current().personOf(hash.of(CredentialKind.UID, new byte[] {7}))).isEmpty();
  }

  @Test
  void aBadgeIsEnrolledForOnePersonOnly() {
    UUID first = person("first");
    UUID second = person("second");
    byte[] bytes = {1, 2, 3};
    database.inTransaction(
        sql -> credentials.enrol(sql, first, first, CredentialKind.UID, bytes, "a"));
    assertThat(
            database.<Credentials.Enrolled>inTransaction(
                sql -> credentials.enrol(sql, second, second, CredentialKind.UID, bytes, "b")))
        .isEqualTo(new Credentials.Enrolled.AlreadyKnown(first));
  }

  private static TimeSlot today() {
    Instant now = Instant.now();
    return new TimeSlot(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(8)));
  }

  private void give(AccessRight right) {
    database.inTransaction(
        sql -> {
          Rights.give(sql, right);
          return right;
        });
  }

  private void within(Duration longest, String reason) throws InterruptedException {
    var presented =
        new Presentation(
            SITE,
            Optional.of("entrance"),
            "entrance",
            hash.of(CredentialKind.UID, new byte[] {4}),
            Optional.empty());
    long deadline = System.nanoTime() + longest.toNanos();
    String seen = "";
    while (System.nanoTime() < deadline) {
      seen = DecideAccess.decide(keeper.current(), presented, Instant.now()).reason();
      if (seen.equals(reason)) return;
      Thread.sleep(5);
    }
    throw new AssertionError("after " + longest + " it was " + seen + ", not " + reason);
  }

  private UUID person(String name) {
    UUID id = UUID.randomUUID();
    database
        .sql()
        .run(
            "insert into person (id, email, created_at) values ($1, $2, now())",
            id,
            name + "@example.net");
    return id;
  }
}
