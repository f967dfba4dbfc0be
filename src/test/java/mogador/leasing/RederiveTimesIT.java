package mogador.leasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import mogador.booking.RederiveTimes;
import mogador.booking.RederiveTimes.Report;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
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

/**
 * Bookings made while the zone data still had Morocco at UTC+1 after September 2026, on a server
 * that has learnt better.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RederiveTimesIT {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration BUFFER = Duration.ofMinutes(10);

  private final TestDatabase open = TestDatabase.migrated();
  private final UUID person = UUID.randomUUID();
  private Sites sites = new Sites(open.database());

  @BeforeAll
  void start() {
    sites = new Sites(open.database());
    sites.importSite(TestSites.document(TestSites.SMALL), NOW);
    sql()
        .run(
            "insert into person (id, email, created_at) values ($1, 'a@example.org', $2)",
            person,
            NOW);
  }

  @BeforeEach
  void usedOtherRules() {
    for (String table :
        List.of("waitlist_entry", "access_right", "claim", "booking_event", "booking", "closure")) {
      sql().run("delete from " + table);
    }
    sql().run("delete from lease_space");
    sql().run("delete from lease");
    otherRules();
  }

  @AfterAll
  void stop() {
    open.close();
  }

  private Sql sql() {
    return open.database().sql();
  }

  private void otherRules() {
    sql()
        .run(
            """
            insert into zone_use (site_id, zone_id, rules_hash, data_version, derived_at)
            values ('sidi', 'Africa/Casablanca', $1, '2026a', $2)
            on conflict (site_id) do update set rules_hash = excluded.rules_hash
            """,
            Buffer.buffer("other rules"),
            NOW);
  }

  private RederiveTimes times() {
    var leases = new Leases(open.database(), sites, Clock.fixed(NOW, ZoneOffset.UTC));
    return new RederiveTimes(
        open.database(), sites, List.of(leases.times()), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Site site() {
    return sites.current().site("sidi").orElseThrow();
  }

  /** As it was derived with UTC+1: an hour before what it means now. */
  private UUID book(String space, String from, String to, String status) {
    TimeSlot slot = new TimeSlot(utcPlusOne(from), utcPlusOne(to));
    return book(space, from, to, status, slot);
  }

  private UUID book(String space, String from, String to, String status, TimeSlot slot) {
    Space where = site().space(space).orElseThrow();
    UUID id = Ids.next(NOW);
    sql()
        .run(
            """
            insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
              local_to, starts_at, ends_at, status, price_centimes, vat_centimes, vat_rate_bp,
              created_at)
            values ($1, $2, 'sidi', $3, $4, $4, $5, $6, $7, $8, $9, 0, 0, 0, $10)
            """,
            id,
            "SID-" + Ids.readable(6),
            where.id(),
            person,
            LocalDateTime.parse(from),
            LocalDateTime.parse(to),
            slot.start(),
            slot.end(),
            status,
            NOW);
    claim("booking", id, where, new TimeSlot(slot.start(), slot.end().plus(BUFFER)));
    if (status.equals("confirmed")) {
      sql()
          .run(
              """
              insert into access_right (id, person_id, site_id, space_id, starts_at, ends_at,
                source, source_id)
              values ($1, $2, 'sidi', $3, $4, $5, 'booking', $6)
              """,
              UUID.randomUUID(),
              person,
              where.id(),
              slot.start().minusSeconds(900),
              slot.end(),
              id);
    }
    return id;
  }

  private void claim(String source, UUID id, Space space, TimeSlot slot) {
    sql()
        .run(
            "select keep_claims($1, $2, $3, $4, $5, $6)",
            source,
            id,
            space.id(),
            space.atoms().toArray(Long[]::new),
            slot.start(),
            slot.end());
  }

  private static Instant utcPlusOne(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.ofHours(1));
  }

  private static Instant utc(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }

  private List<TimeSlot> slots(String table, String column, UUID id) {
    return sql()
        .list(
            row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
            "select starts_at, ends_at from " + table + " where " + column + " = $1",
            id);
  }

  private void assertAt(UUID booking, String from, String to) {
    var slot = new TimeSlot(utc(from), utc(to));
    assertThat(slots("booking", "id", booking)).containsExactly(slot);
    assertThat(slots("claim", "source_id", booking))
        .isNotEmpty()
        .containsOnly(new TimeSlot(slot.start(), slot.end().plus(BUFFER)));
  }

  private List<String> events(UUID booking) {
    return sql()
        .list(
            row -> row.getString("kind") + " " + row.getJsonObject("content").getString("why", ""),
            "select kind, content from booking_event where booking_id = $1 order by id",
            booking)
        .stream()
        .map(String::strip)
        .toList();
  }

  @Test
  void bookingsWithTheirClaimsRightsAndThoseWhoWaitMoveToTheirLocalTimes() {
    UUID first = book("p-1", "2026-12-01T09:00", "2026-12-01T10:00", "confirmed");
    UUID next = book("p-1", "2026-12-01T10:10", "2026-12-01T11:10", "requested");
    UUID table = book("t-a", "2026-12-01T12:00", "2026-12-01T13:00", "confirmed");
    UUID running = book("p-2", "2026-11-22T12:30", "2026-11-22T13:00", "confirmed");
    UUID over = book("p-2", "2026-11-20T12:30", "2026-11-20T13:00", "confirmed");
    UUID waits = UUID.randomUUID();
    sql()
        .run(
            """
            insert into waitlist_entry (id, person_id, site_id, kind, local_from, local_to,
              starts_at, ends_at, status, created_at)
            values ($1, $2, 'sidi', 'position', $3, $4, $5, $6, 'waiting', $7)
            """,
            waits,
            person,
            LocalDateTime.parse("2026-12-01T09:00"),
            LocalDateTime.parse("2026-12-01T10:00"),
            utcPlusOne("2026-12-01T09:00"),
            utcPlusOne("2026-12-01T10:00"),
            NOW);

    Report report = times().run().getFirst();

    assertThat(report.moved()).hasSize(4);
    assertThat(report.stayed()).isEmpty();
    assertThat(report.waiting()).isEqualTo(1);
    assertAt(first, "2026-12-01T09:00", "2026-12-01T10:00");
    assertAt(next, "2026-12-01T10:10", "2026-12-01T11:10");
    assertAt(table, "2026-12-01T12:00", "2026-12-01T13:00");
    assertAt(running, "2026-11-22T12:30", "2026-11-22T13:00");
    assertAt(over, "2026-11-20T11:30", "2026-11-20T12:00");
    assertThat(slots("claim", "source_id", table)).hasSize(2);
    assertThat(slots("access_right", "source_id", first))
        .containsExactly(new TimeSlot(utc("2026-12-01T08:45"), utc("2026-12-01T10:00")));
    assertThat(slots("access_right", "source_id", next)).isEmpty();
    assertThat(slots("waitlist_entry", "id", waits))
        .containsExactly(new TimeSlot(utc("2026-12-01T09:00"), utc("2026-12-01T10:00")));
    assertThat(events(first)).containsExactly("rederived");
    assertThat(events(over)).isEmpty();
    assertThat(sequence(first)).isEqualTo(1);
    assertThat(told()).as("who has it in a calendar").contains(first + " rederived 1");
    assertThat(told()).as("nobody of what is over").noneMatch(t -> t.startsWith(over.toString()));

    assertThat(times().run()).as("a second time").isEmpty();
    assertThat(events(first)).hasSize(1);
    otherRules();
    assertThat(times().run().getFirst().moved()).as("once more, from other rules").isEmpty();
    assertThat(sequence(first)).isEqualTo(1);
  }

  private List<String> told() {
    return sql()
        .list(
            row -> row.getJsonObject("content"),
            "select content from outbox where kind = 'booking_mail'")
        .stream()
        .map(
            news ->
                news.getString("booking")
                    + " "
                    + news.getString("event")
                    + " "
                    + news.getInteger("sequence"))
        .toList();
  }

  private int sequence(UUID booking) {
    return sql()
        .first(
            row -> row.getInteger("sequence"),
            "select sequence from booking where id = $1",
            booking)
        .orElseThrow();
  }

  @Test
  void whatCannotMoveKeepsItsInstantsAndIsReported() {
    UUID clash = book("p-1", "2026-12-01T09:00", "2026-12-01T10:00", "confirmed");
    UUID free = book("p-2", "2026-12-01T09:00", "2026-12-01T10:00", "confirmed");
    UUID closure = UUID.randomUUID();
    claim(
        "closure",
        closure,
        site().space("p-1").orElseThrow(),
        new TimeSlot(utc("2026-12-01T09:30"), utc("2026-12-01T12:00")));
    // Clocks went from 02:00 to 03:00 on that day, so say the rules of today.
    UUID gap = book("p-1", "2026-12-05T09:00", "2026-12-05T10:00", "confirmed");
    sql()
        .run(
            "update booking set local_from = '2026-03-22T02:30', local_to = '2026-12-05T10:00'"
                + " where id = $1",
            gap);

    Report report = times().run().getFirst();

    assertThat(report.moved()).hasSize(1);
    assertThat(report.stayed())
        .extracting(RederiveTimes.Stayed::why)
        .containsExactlyInAnyOrder("slot_taken", "time_does_not_exist");
    assertAt(clash, "2026-12-01T08:00", "2026-12-01T09:00");
    assertAt(free, "2026-12-01T09:00", "2026-12-01T10:00");
    assertAt(gap, "2026-12-05T08:00", "2026-12-05T09:00");
    assertThat(events(clash)).containsExactly("not_rederived slot_taken");
    assertThat(events(gap)).containsExactly("not_rederived time_does_not_exist");
    assertThat(slots("access_right", "source_id", clash))
        .containsExactly(new TimeSlot(utc("2026-12-01T07:45"), utc("2026-12-01T09:00")));
    assertThat(slots("claim", "source_id", closure))
        .containsExactly(new TimeSlot(utc("2026-12-01T09:30"), utc("2026-12-01T12:00")));
  }

  @Test
  void leasesFollowTheSitesMidnights() {
    UUID company = UUID.randomUUID();
    UUID lease = UUID.randomUUID();
    Space office = site().space("b-1").orElseThrow();
    TimeSlot was = new TimeSlot(utcPlusOne("2026-12-01T00:00"), utcPlusOne("2027-12-01T00:00"));
    sql().run("insert into company values ($1, 'Argan', null, $2)", company, NOW);
    sql()
        .run(
            """
            insert into lease (id, reference, site_id, company_id, starts_on, ends_on,
              rate_centimes, vat_rate_bp, status, created_at)
            values ($1, 'L-SID-1', 'sidi', $2, '2026-12-01', '2027-12-01', 0, 0, 'active', $3)
            """,
            lease,
            company,
            NOW);
    claim("lease", lease, office, was);
    sql()
        .run(
            """
            insert into access_right (id, person_id, site_id, space_id, starts_at, ends_at, source,
              source_id)
            values ($1, $2, 'sidi', $3, $4, $5, 'lease', $6)
            """,
            UUID.randomUUID(),
            person,
            office.id(),
            was.start(),
            was.end(),
            lease);

    Report report = times().run().getFirst();

    assertThat(report.moved())
        .extracting(RederiveTimes.Moved::reference)
        .containsExactly("L-SID-1");
    TimeSlot is = new TimeSlot(utc("2026-12-01T00:00"), utc("2027-12-01T00:00"));
    assertThat(slots("claim", "source_id", lease)).containsExactly(is);
    assertThat(slots("access_right", "source_id", lease)).containsExactly(is);
  }

  @Test
  void serversThatStartTogetherDoItOnce() throws InterruptedException, ExecutionException {
    UUID booking = book("p-1", "2026-12-01T09:00", "2026-12-01T10:00", "confirmed");
    Callable<List<Report>> run = () -> times().run();
    int reports = 0;
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : together.invokeAll(List.of(run, run, run, run))) reports += done.get().size();
    }
    assertThat(reports).isEqualTo(1);
    assertThat(events(booking)).containsExactly("rederived");
    assertAt(booking, "2026-12-01T09:00", "2026-12-01T10:00");
  }

  @Test
  void aTimeThatNowExistsTwiceKeepsTheInstantItHad() {
    // Said with its offset: the second of two.
    UUID second =
        book(
            "p-1",
            "2026-09-20T01:30",
            "2026-12-20T02:30",
            "confirmed",
            new TimeSlot(utc("2026-09-20T01:30"), utc("2026-12-20T01:30")));
    times().run();
    assertAt(second, "2026-09-20T01:30", "2026-12-20T02:30");
  }
}
