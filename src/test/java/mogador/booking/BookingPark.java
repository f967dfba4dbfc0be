package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.Signal;
import mogador.occupancy.WatchedSpace;
import mogador.platform.Database;
import mogador.platform.TestClock;
import mogador.platform.TestDatabase;
import mogador.pricing.Wallets;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Bookings in Essaouira on a real database, with a clock and sensors that tests set. */
final class BookingPark implements AutoCloseable {
  final TestClock clock;
  final Bookings bookings;
  final PresenceBoard board;
  final Site site;
  private final TestDatabase test = TestDatabase.migrated();
  private final List<IntSupplier> work = new ArrayList<>();

  BookingPark(Instant now) {
    clock = new TestClock(now);
    var sites = new Sites(database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), now))
        .isInstanceOf(Sites.Imported.class);
    site = sites.current().site("essaouira").orElseThrow();
    var credentials = new Credentials(new CredentialHash(new byte[32]), clock);
    var wallets = new Wallets(database(), sites, new People(database(), clock), clock);
    bookings = new Bookings(database(), sites, credentials, wallets, clock, "http://localhost");
    board = new PresenceBoard(clock, (where, space, signal) -> {});
    bookings.mount((pause, name, task) -> work.add(task), board);
  }

  Database database() {
    return test.database();
  }

  Space space(String code) {
    return site.space(code).orElseThrow();
  }

  /** Nobody's member, and nobody's manager. */
  Actor person(String email) {
    UUID id = UUID.randomUUID();
    database()
        .sql()
        .run(
            "insert into person (id, email, language, created_at) values ($1, $2, 'fr', $3)",
            id,
            email,
            clock.instant());
    return new Actor(new Person(id, email, "", Language.FR, false), Set.of(), Set.of());
  }

  /** This space alone is watched from now on, by sensors that have said nothing yet. */
  void watch(Space space, String... sensors) {
    board.watch(List.of());
    board.watch(List.of(new WatchedSpace(site.id(), space.id(), Duration.ZERO, Set.of(sensors))));
  }

  /** A sensor says whether it sees somebody. */
  void hear(Space space, String sensor, boolean occupied) {
    var kind = occupied ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT;
    board.heard(space.id(), new Signal(sensor, kind, clock.instant()));
  }

  /** Does once what is done again and again. */
  void work() {
    board.tick();
    for (IntSupplier task : work) assertThat(task.getAsInt()).isNotNegative();
  }

  @Override
  public void close() {
    test.close();
  }
}
