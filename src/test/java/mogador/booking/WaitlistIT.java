package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.platform.TestDatabase;
import mogador.pricing.Wallets;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is offered what, however long the line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitlistIT {
  private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");

  private final TestClock clock = new TestClock(START);
  private TestDatabase database;
  private Bookings bookings;

  @BeforeAll
  void open() {
    database = TestDatabase.migrated();
    var sites = new Sites(database.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), START))
        .isInstanceOf(Sites.Imported.class);
    var credentials = new Credentials(new CredentialHash(new byte[32]), clock);
    var people = new People(database.database(), clock);
    var wallets = new Wallets(database.database(), sites, people, clock);
    bookings =
        new Bookings(database.database(), sites, credentials, wallets, clock, "http://localhost");
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void whomNothingCanBeOfferedIsNotInTheWayOfThoseBehind() {
    Actor holder = person("holder@example.org");
    book(holder, "p-01", "09:00", "17:00");
    for (int i = 0; i < 700; i++) {
      wait(person("hopeless-" + i + "@example.org"), "p-01", "09:00", "17:00");
    }
    Booking other = book(holder, "p-02", "09:00", "10:00");
    Actor last = person("last@example.org");
    wait(last, "p-02", "09:00", "10:00");
    assertThat(bookings.waitlist().sweep()).isZero();
    // As by the end of a lease: nobody is told of it.
    database.database().sql().run("delete from claim where source_id = $1", other.id());
    assertThat(bookings.waitlist().sweep()).isEqualTo(1);
    assertThat(bookings.waitlist().of(last))
        .singleElement()
        .satisfies(entry -> assertThat(entry.status()).isEqualTo(WaitlistEntry.Status.OFFERED));
  }

  @Test
  void whoHasMeanwhileTheirFillIsPassedOverAndWhoMayNotBookToo() {
    Actor holder = person("room@example.org");
    Actor full = person("full@example.org");
    Actor suspended = person("suspended@example.org");
    Actor third = person("third@example.org");
    Booking taken = book(holder, "c-1", "09:00", "11:00");
    wait(full, "c-1", "09:00", "11:00");
    wait(suspended, "c-1", "09:00", "11:00");
    wait(third, "c-1", "09:00", "11:00");
    // Six hours of a day in phone booths are the most.
    book(full, "c-2", "11:00", "13:00");
    book(full, "c-2", "13:00", "17:00");
    database
        .database()
        .sql()
        .run("update person set suspended = true where id = $1", suspended.id());
    bookings.change().cancel(holder, taken.id());
    assertThat(bookings.waitlist().of(full).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.WAITING);
    assertThat(bookings.waitlist().of(suspended).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.WAITING);
    assertThat(bookings.waitlist().of(third).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.OFFERED);
  }

  private Booking book(Actor actor, String space, String from, String to) {
    assertThat(bookings.place(actor, request(space, from, to), Optional.empty()))
        .isInstanceOf(PlaceBooking.Placed.Booked.class);
    return BookingStore.ofPerson(database.database().sql(), actor.id(), START, 100).stream()
        .filter(b -> bookings.network().spaceById(b.space()).orElseThrow().code().equals(space))
        .findFirst()
        .orElseThrow();
  }

  private void wait(Actor actor, String space, String from, String to) {
    assertThat(bookings.waitlist().join(actor, request(space, from, to)))
        .isInstanceOf(Waitlist.Joined.Waits.class);
    clock.pass(Duration.ofMillis(1));
  }

  private static BookingRequest request(String space, String from, String to) {
    return new BookingRequest(
        new BookingRequest.Wish.ThisOne("essaouira/" + space),
        "2026-12-02T" + from,
        "2026-12-02T" + to,
        BookingRequest.Details.NONE);
  }

  private Actor person(String email) {
    UUID id = UUID.randomUUID();
    database
        .database()
        .sql()
        .run(
            "insert into person (id, email, language, created_at) values ($1, $2, 'fr', $3)",
            id,
            email,
            START);
    return new Actor(new Person(id, email, "", Language.FR, false), Set.of(), Set.of());
  }
}
