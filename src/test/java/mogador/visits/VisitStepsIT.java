package mogador.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.access.Doorways;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.booking.RederiveTimes;
import mogador.calendars.Sender;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.TestDatabase;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.TestSites;
import mogador.visits.VisitSteps.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a visit opens, at a site whose work room visitors see only with their host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitStepsIT {
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final LocalDateTime FROM = LocalDateTime.of(2026, 11, 30, 10, 0);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ESCORTED =
      TestSites.SMALL.replace("en: Work}}", "en: Work}, escort: true}");

  private static final Sender SENDER = new Sender("http://localhost", "park@example.org");

  private TestDatabase test;
  private Sites sites;
  private Visits visits;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    sites = new Sites(test.database());
    sites.importSite(TestSites.document(ESCORTED), NOW);
    var hash = new CredentialHash("a key of sixteen".getBytes(StandardCharsets.US_ASCII));
    var credentials = new Credentials(hash, CLOCK);
    visits = new Visits(test.database(), sites, credentials, CLOCK, SENDER);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void whereAnEscortIsAskedForNothingOpens() {
    Visit visit = invite(host("a@b.example", true), Optional.of("p-1"));
    assertThat(visit.escort()).isTrue();
    assertThat(doors(visit)).isEmpty();
    assertThat(behindTheHost(visit)).isEqualTo(1);
  }

  @Test
  void atTheEntranceOnlyTheDoorsToTheStreetOpen() {
    Visit visit = invite(host("b@b.example", true), Optional.empty());
    assertThat(visit.escort()).isFalse();
    assertThat(doors(visit)).containsExactly("d-in");
  }

  @Test
  void aVisitThatMovesToAnEscortedRoomLosesItsRight() {
    Actor host = host("c@b.example", true);
    Visit visit = invite(host, Optional.empty());
    Outcome changed = visits.change(host, visit.id(), before -> wish(Optional.of("p-1")));
    assertThat(changed).isInstanceOf(Outcome.Done.class);
    assertThat(doors(visit)).isEmpty();
    visits.change(host, visit.id(), before -> wish(Optional.of("b-1")));
    assertThat(doors(visit)).containsExactly("d-in");
  }

  @Test
  void aVisitKeepsItsLocalTimeWhenTheRulesOfTheZoneWereOthers() {
    Visit visit = invite(host("z@b.example", true), Optional.empty());
    for (String table : List.of("visit where id = $1", "access_right where source_id = $1")) {
      String[] words = table.split(" ", 2);
      test.database()
          .sql()
          .run(
              "update "
                  + words[0]
                  + " set starts_at = starts_at - interval '1 hour',"
                  + " ends_at = ends_at - interval '1 hour' "
                  + words[1],
              visit.id());
    }
    test.database().sql().run("delete from zone_use");
    new RederiveTimes(test.database(), sites, List.of(visits.times()), CLOCK).run();
    String instants =
        "select count(*) from visit where id = $1 and starts_at = $2 and ends_at = $3";
    assertThat(count(instants, visit.id(), visit.slot().start(), visit.slot().end())).isEqualTo(1);
    String right =
        "select count(*) from access_right where source_id = $1 and starts_at = $2 and ends_at ="
            + " $3";
    TimeSlot doors = visit.doorsOpen();
    assertThat(count(right, visit.id(), doors.start(), doors.end())).isEqualTo(1);
  }

  private long count(String sql, Object... arguments) {
    return test.database().sql().first(row -> row.getLong(0), sql, arguments).orElseThrow();
  }

  @Test
  void whoeverLosesTheirOfficeLosesTheirVisitorsRightToo() {
    Actor tenant = host("d@b.example", false);
    Site site = sites.current().site("sidi").orElseThrow();
    long office = site.space("b-1").orElseThrow().id();
    UUID lease = Ids.next(NOW);
    var long_ = new TimeSlot(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
    test.database()
        .inTransaction(
            sql -> {
              Rights.give(sql, AccessRight.ofLease(lease, tenant.id(), "sidi", office, long_));
              return lease;
            });
    Visit visit = invite(tenant, Optional.of("b-1"));
    Visit managers = invite(host("e@b.example", true), Optional.of("b-1"));
    assertThat(withdrawHomeless()).isZero();
    test.database().inTransaction(sql -> Rights.withdraw(sql, RightSource.LEASE, lease));
    assertThat(withdrawHomeless()).isEqualTo(1);
    assertThat(doors(visit)).isEmpty();
    assertThat(doors(managers)).containsExactly("d-in");
  }

  private int withdrawHomeless() {
    return test.database().inTransaction(sql -> VisitSteps.withdrawHomeless(sql, NOW));
  }

  /** The doors that the rights of a visit lead through without the host. */
  private List<String> doors(Visit visit) {
    Set<Long> spaces =
        Set.copyOf(
            test.database()
                .sql()
                .list(
                    row -> row.getLong("space_id"),
                    "select space_id from access_right where source_id = $1 and not escorted",
                    visit.id()));
    return Doorways.of(sites.current()).stream()
        .filter(door -> door.spaces().stream().anyMatch(spaces::contains))
        .map(door -> door.door())
        .toList();
  }

  private long behindTheHost(Visit visit) {
    return count("select count(*) from access_right where source_id = $1 and escorted", visit.id());
  }

  private Visit invite(Actor host, Optional<String> space) {
    Site site = sites.current().site("sidi").orElseThrow();
    Outcome outcome = visits.invite(host, host.person(), site, wish(space));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).visit();
  }

  private static Wish wish(Optional<String> space) {
    var guest = new Visit.Guest("Karim", Optional.empty(), "", "", Language.FR);
    return new Wish(guest, FROM, FROM.plusHours(2), space);
  }

  private Actor host(String email, boolean manages) {
    UUID id = Ids.next(NOW);
    test.database()
        .sql()
        .run(
            "insert into person (id, email, name, created_at) values ($1, $2, 'H', $3)",
            id,
            email,
            NOW);
    if (manages) {
      test.database()
          .sql()
          .run(
              """
              insert into staff_role (id, person_id, site_id, role)
              values ($1, $2, 'sidi', 'manager')
              """,
              Ids.next(NOW),
              id);
    }
    var person = new Person(id, email, "H", Language.FR, false);
    return new Actor(person, manages ? Set.of("sidi") : Set.of(), Set.of());
  }
}
