package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mogador.claims.Claims;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What calendars read, on the real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingCalendarStoreIT {
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");

  private TestDatabase database;
  private Sites sites;

  @BeforeAll
  void start() {
    database = TestDatabase.migrated();
    sites = new Sites(database.database());
    sites.load();
    sites.importSite(SeedSites.document("essaouira"), DAY);
    claim(space("m-1"), 9, 10);
    claim(space("m-1"), 10, 11);
    claim(space("m-2"), 14, 15);
    claim(space("m-12"), 20, 26);
    claim(space("p-01"), 9, 17);
  }

  @AfterAll
  void stop() {
    database.close();
  }

  @Test
  void neighboursAreOneStretchAndWhatReachesBeyondIsCut() {
    assertThat(BookingCalendarStore.taken(sql(), space("m-1").atoms(), hours(0, 24)))
        .containsExactly(hours(9, 11), hours(20, 24));
  }

  @Test
  void aWholeIsTakenWhenAnyPartIs() {
    assertThat(BookingCalendarStore.taken(sql(), space("m-12").atoms(), hours(0, 24)))
        .containsExactly(hours(9, 11), hours(14, 15), hours(20, 24));
  }

  @Test
  void eachAtomOfAFloorHasItsOwnLine() {
    List<Long> atoms = List.of(atom("m-1"), atom("p-01"), atom("p-02"));
    var taken = BookingCalendarStore.takenByAtom(sql(), atoms, hours(8, 12));
    assertThat(taken.get(atom("m-1"))).containsExactly(hours(9, 11));
    assertThat(taken.get(atom("p-01"))).containsExactly(hours(9, 12));
    assertThat(taken).doesNotContainKey(atom("p-02"));
  }

  @Test
  void aWholeBookedAtOnceIsOneUseForItsManager() {
    assertThat(BookingCalendarStore.uses(sql(), space("m-12").atoms(), hours(0, 24)))
        .extracting(BookingCalendarStore.Use::slot)
        .containsExactly(hours(9, 10), hours(10, 11), hours(14, 15), hours(20, 26));
  }

  @Test
  void theMergedLineIsThatOfTheClaims() {
    List<TimeSlot> claims =
        Claims.within(sql(), space("m-12").atoms(), hours(0, 24)).stream()
            .map(Claims.Held::slot)
            .toList();
    SlotSet day = SlotSet.of(hours(0, 24));
    assertThat(BookingCalendarStore.taken(sql(), space("m-12").atoms(), hours(0, 24)))
        .isEqualTo(SlotSet.of(claims).intersection(day).slots());
  }

  @Test
  void aTabletActsForItsOwnRoomUntilItIsRevoked() {
    UUID manager = UUID.randomUUID();
    sql()
        .run(
            "insert into person (id, email, created_at) values ($1, 'm@example.org', $2)",
            manager,
            DAY);
    String secret = DoorTablets.pair(sql(), space("m-1"), "by the door", manager, DAY);
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), secret, DAY)).isTrue();
    assertThat(DoorTablets.isPaired(sql(), space("m-2"), secret, DAY)).isFalse();
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), secret + "x", DAY)).isFalse();
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), "", DAY)).isFalse();

    Instant later = DAY.plus(Duration.ofHours(1));
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), secret, later)).isTrue();
    DoorTablets.Tablet tablet = DoorTablets.of(sql(), space("m-1")).getFirst();
    assertThat(tablet.seenAt()).isEqualTo(later);

    DoorTablets.revoke(sql(), space("m-2"), tablet.id(), later);
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), secret, later)).isTrue();
    DoorTablets.revoke(sql(), space("m-1"), tablet.id(), later);
    assertThat(DoorTablets.isPaired(sql(), space("m-1"), secret, later)).isFalse();
    assertThat(DoorTablets.of(sql(), space("m-1"))).isEmpty();
  }

  private void claim(Space space, int from, int to) {
    database
        .database()
        .inTransaction(
            sql -> {
              Claims.keep(sql, Claims.Source.CLOSURE, UUID.randomUUID(), space, hours(from, to));
              return space;
            });
  }

  private static TimeSlot hours(int from, int to) {
    return new TimeSlot(DAY.plus(Duration.ofHours(from)), DAY.plus(Duration.ofHours(to)));
  }

  private Sql sql() {
    return database.database().sql();
  }

  private long atom(String code) {
    return space(code).atoms().getFirst();
  }

  private Space space(String code) {
    return sites.current().space("essaouira", code).orElseThrow();
  }
}
