package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.Signal;
import mogador.occupancy.WatchedSpace;
import mogador.platform.TestClock;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is in a room that nobody booked is offered it, once, and managers see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SquattersIT {
  private static final Instant TEN = Instant.parse("2026-12-01T09:02:00Z");
  private static final UUID SALMA = UUID.randomUUID();

  private final TestClock clock = new TestClock(TEN);
  private TestDatabase test;
  private Sites sites;
  private Space room;
  private PresenceBoard board;
  private Squatters squatters;

  @BeforeAll
  void open() throws Exception {
    test = TestDatabase.migrated();
    sites = new Sites(test.database());
    sites.load();
    sites.importSite(SeedSites.document("essaouira"), TEN);
    room = sites.current().space("essaouira/m-1").orElseThrow();
    test.database()
        .sql()
        .run(
            """
            insert into person (id, email, language, created_at)
            values ($1, 'salma@example.org', 'en', $2)
            """,
            SALMA,
            TEN);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @BeforeEach
  void nobodyIsThere() {
    test.database().sql().run("truncate squat, claim, outbox, journal_event");
    clock.set(TEN);
    board = new PresenceBoard(clock, (site, space, signal) -> {});
    board.watch(
        List.of(new WatchedSpace("essaouira", room.id(), Duration.ofMinutes(5), Set.of("radar"))));
    squatters = new Squatters(test.database(), sites, board, "https://mogador.example", clock);
  }

  @Test
  void whoWasLetInLastIsOfferedTheRoomOnce() {
    letIn();
    sit(9);
    assertThat(squatters.run()).isZero();
    sit(1);
    assertThat(squatters.run()).isEqualTo(1);
    assertThat(squatters.run()).isZero();
    assertThat(mails())
        .singleElement()
        .asString()
        .contains("salma@example.org", "Skala room")
        .contains("https://mogador.example/spaces/essaouira/m-1?from=2026-12-01T09:00&to=");
    assertThat(Squatters.at(test.database().sql(), "essaouira")).containsExactly(room.id());
  }

  @Test
  void whoIsNotKnownIsShownToManagersAlone() {
    sit(12);
    assertThat(squatters.run()).isEqualTo(1);
    assertThat(mails()).isEmpty();
  }

  @Test
  void whoLeavesSquatsNoLongerAndWhoComesAgainIsAnother() {
    letIn();
    sit(12);
    assertThat(squatters.run()).isEqualTo(1);
    for (int minute = 0; minute < 7; minute++) say(Signal.Kind.VACANT);
    assertThat(squatters.run()).isZero();
    assertThat(Squatters.at(test.database().sql(), "essaouira")).isEmpty();
    letIn();
    sit(12);
    assertThat(squatters.run()).isEqualTo(1);
    assertThat(mails()).hasSize(2);
  }

  @Test
  void whoHasBookedOrComesBeforeABookingDoesNotSquat() {
    letIn();
    claim(TEN.plus(Duration.ofMinutes(25)), TEN.plus(Duration.ofMinutes(85)));
    sit(12);
    assertThat(squatters.run()).isZero();
    assertThat(mails()).isEmpty();
  }

  @Test
  void aSquatEndsWithTheBookingOfTheRoom() {
    sit(12);
    assertThat(squatters.run()).isEqualTo(1);
    claim(clock.instant(), clock.instant().plus(Duration.ofHours(1)));
    assertThat(squatters.run()).isZero();
    assertThat(Squatters.at(test.database().sql(), "essaouira")).isEmpty();
  }

  private void sit(int minutes) {
    say(Signal.Kind.OCCUPIED);
    for (int minute = 1; minute < minutes; minute++) say(Signal.Kind.OCCUPIED);
  }

  private void say(Signal.Kind kind) {
    board.heard(room.id(), new Signal("radar", kind, clock.instant()));
    clock.pass(Duration.ofMinutes(1));
    board.tick();
  }

  private void claim(Instant from, Instant to) {
    test.database()
        .inTransaction(
            sql -> {
              Claims.keep(
                  sql, Claims.Source.BOOKING, UUID.randomUUID(), room, new TimeSlot(from, to));
              return room;
            });
  }

  private void letIn() {
    String reader =
        sites.current().site("essaouira").orElseThrow().devices().stream()
            .filter(device -> !device.inner())
            .filter(device -> device.door().filter("d-m-1"::equals).isPresent())
            .findFirst()
            .orElseThrow()
            .code();
    test.database()
        .sql()
        .run(
            """
            insert into journal_event (site_id, device_code, journal_id, sequence, kind,
              happened_at, time_source, received_at, content, person_id)
            select 'essaouira', $1, 'j', count(*) + 1, 'granted', $2, 'device', $2, '{}', $3
            from journal_event
            """,
            reader,
            clock.instant().minusSeconds(5),
            SALMA);
  }

  private List<String> mails() {
    return test.database()
        .sql()
        .list(
            row -> row.getJsonObject("content").encode(),
            "select content from outbox where kind = 'mail' order by id");
  }
}
