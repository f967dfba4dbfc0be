package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.TestDatabase;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.TestSites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What counts for a quota, asked of the real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaUsageIT {
  private static final String RULES =
      """
      rules:
        all: {quotas: [{open: 100}]}
        position: {quotas: [{per: day, time: 8h}, {per: week, bookings: 9}, {per: month, time: 90h}]}
      """;

  /** A Wednesday. */
  private static final Instant NOW = Instant.parse("2027-01-20T12:00:00Z");

  private static final LocalDateTime FROM = LocalDateTime.parse("2027-01-20T15:00");

  private final TestDatabase open = TestDatabase.migrated();
  private final UUID person = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private Sites sites = new Sites(open.database());

  @BeforeAll
  void start() {
    sites = new Sites(open.database());
    sites.importSite(TestSites.document(TestSites.SMALL + RULES), NOW);
    for (UUID id : new UUID[] {person, other}) {
      open.database()
          .sql()
          .run(
              "insert into person (id, email, created_at) values ($1, $2, $3)",
              id,
              id + "@example.org",
              NOW);
    }
  }

  @BeforeEach
  void clear() {
    open.database().sql().run("delete from booking");
  }

  @AfterAll
  void stop() {
    open.close();
  }

  private Site site() {
    return sites.current().site("sidi").orElseThrow();
  }

  private Space space(String code) {
    return site().space(code).orElseThrow();
  }

  private UUID book(UUID who, String space, String from, String to, String status) {
    UUID id = UUID.randomUUID();
    LocalDateTime start = LocalDateTime.parse(from);
    LocalDateTime end = LocalDateTime.parse(to);
    open.database()
        .sql()
        .run(
            """
            insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
              local_to, starts_at, ends_at, status, price_centimes, vat_centimes, vat_rate_bp,
              created_at, decide_by)
            values ($1, $2, 'sidi', $3, $4, $4, $5, $6, $7, $8, $9, 0, 0, 0, $10,
              case when $9 = 'held' then $10::timestamptz end)
            """,
            id,
            "SID-" + mogador.platform.Ids.readable(6),
            space(space).id(),
            who,
            start,
            end,
            site().clock().firstInstant(start),
            site().clock().firstInstant(end),
            status,
            NOW);
    return id;
  }

  /** Minutes today, bookings this week and minutes this month, in positions. */
  private long[] used(String space, Optional<UUID> except) {
    Usage usage =
        QuotaUsage.of(open.database().sql(), person, site(), space(space), FROM, NOW, except);
    return site().rules(space(space)).quotas().stream().mapToLong(usage::of).toArray();
  }

  @Test
  void aBookingCountsOnTheDayInTheWeekAndMonthInWhichItStarts() {
    book(person, "p-1", "2027-01-20T09:00", "2027-01-20T10:30", "confirmed");
    book(person, "p-2", "2027-01-20T23:00", "2027-01-21T01:00", "requested");
    book(person, "p-1", "2027-01-18T00:00", "2027-01-18T01:00", "held");
    book(person, "p-1", "2027-01-24T23:45", "2027-01-25T00:00", "confirmed");
    book(person, "p-1", "2027-01-25T00:00", "2027-01-25T00:15", "confirmed");
    book(person, "p-1", "2027-01-17T23:45", "2027-01-18T00:00", "confirmed");
    book(person, "p-1", "2026-12-31T23:00", "2027-01-01T02:00", "confirmed");
    book(person, "p-1", "2027-02-01T00:00", "2027-02-01T01:00", "confirmed");
    assertThat(used("p-1", Optional.empty())).containsExactly(210, 4, 315);
  }

  @Test
  void whatNoLongerStandsOrIsAnothersOrOfAnotherKindDoesNotCount() {
    book(person, "p-1", "2027-01-20T09:00", "2027-01-20T10:00", "cancelled");
    book(person, "p-1", "2027-01-20T10:00", "2027-01-20T11:00", "released");
    book(other, "p-1", "2027-01-20T11:00", "2027-01-20T12:00", "confirmed");
    book(person, "t-a", "2027-01-20T12:00", "2027-01-20T13:00", "confirmed");
    UUID mine = book(person, "p-1", "2027-01-20T13:00", "2027-01-20T14:00", "confirmed");
    assertThat(used("p-1", Optional.empty())).containsExactly(60, 1, 60);
    assertThat(used("p-1", Optional.of(mine))).containsExactly(0, 0, 0);
  }

  @Test
  void openOnesOfTheWholeSiteAreThoseThatHaveNotEnded() {
    book(person, "p-1", "2027-01-20T09:00", "2027-01-20T10:00", "confirmed");
    book(person, "p-1", "2027-01-20T11:00", "2027-01-20T13:00", "confirmed");
    book(person, "t-a", "2027-11-20T11:00", "2027-11-20T13:00", "requested");
    assertThat(used("t-a", Optional.empty())).containsExactly(2);
  }
}
