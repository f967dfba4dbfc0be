package mogador.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.booking.RederiveTimes;
import mogador.calendars.ReadBack;
import mogador.calendars.Sender;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.platform.TestClock;
import mogador.platform.TestDatabase;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.TestSites;
import mogador.visits.VisitSteps.Outcome;
import net.fortuna.ical4j.model.component.VEvent;

/** A small site with its manager, the day before Morocco turned its clocks back for good. */
final class VisitPark implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-09-19T09:00:00Z");
  static final LocalDateTime FROM = LocalDateTime.parse("2026-09-19T14:00");

  final Visits visits;
  final Actor host;
  private final TestDatabase test = TestDatabase.migrated();
  private final TestClock clock = new TestClock(NOW);
  private final Sites sites = new Sites(test.database());

  VisitPark() {
    sites.importSite(TestSites.document(TestSites.SMALL), NOW);
    var hash = new CredentialHash("a key of sixteen".getBytes(StandardCharsets.US_ASCII));
    var sender = new Sender("https://mogador.example", "park@mogador.example");
    visits = new Visits(test.database(), sites, new Credentials(hash, clock), clock, sender);
    UUID id = Ids.next(NOW);
    sql()
        .run(
            """
            insert into person (id, email, name, created_at)
            values ($1, 'salma@example.org', 'Salma Alaoui', $2)
            """,
            id,
            NOW);
    var person = new Person(id, "salma@example.org", "Salma Alaoui", Language.FR, false);
    host = new Actor(person, Set.of("sidi"), Set.of());
  }

  Sql sql() {
    return test.database().sql();
  }

  static Wish wish(Visit.Guest guest, LocalDateTime from, LocalDateTime to) {
    return new Wish(guest, from, to, Optional.empty());
  }

  static Visit.Guest guest(String name, Language language) {
    String mailbox = UUID.randomUUID() + "@example.org";
    return new Visit.Guest(name, Optional.of(mailbox), "", "", language);
  }

  Visit invite(Wish wish) {
    Site site = sites.current().site("sidi").orElseThrow();
    return done(visits.invite(host, host.person(), site, wish));
  }

  static Visit done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).visit();
  }

  Visit now(Visit visit) {
    return VisitStore.find(sql(), visit.id()).orElseThrow();
  }

  void rederive() {
    sql().run("delete from zone_use");
    new RederiveTimes(test.database(), sites, List.of(visits.times()), clock).run();
  }

  /** When doors open to the visitor. */
  List<TimeSlot> rights(Visit visit) {
    return sql()
        .list(
            row -> new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
            "select starts_at, ends_at from access_right where source_id = $1",
            visit.id());
  }

  /** What waits to be sent to the visitor, in the order it was written. */
  List<Letter> letters(Visit visit) {
    return sql()
        .list(
            row -> new Letter(row.getJsonObject("content")),
            "select content from outbox where kind = 'mail' and content->>'to' = $1 order by id",
            visit.guest().email().orElseThrow());
  }

  /** A mail. */
  record Letter(JsonObject content) {
    String subject() {
      return content.getString("subject");
    }

    String body() {
      return content.getString("body");
    }

    String ics() {
      return content.getString("ics");
    }

    /** Read strictly, and the mail says the same of it. */
    ReadBack calendar() {
      var read = ReadBack.of(ics());
      assertThat(read.method()).isEqualTo(content.getString("method"));
      return read;
    }

    String says(String property) {
      VEvent event = calendar().event();
      return ReadBack.value(event, property);
    }
  }

  @Override
  public void close() {
    test.close();
  }
}
