package mogador.devices;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import mogador.access.AccessRight;
import mogador.access.CredentialHash;
import mogador.access.CredentialKind;
import mogador.access.Credentials;
import mogador.access.DoorModes;
import mogador.access.Rights;
import mogador.access.SnapshotKeeper;
import mogador.alarms.Alarms;
import mogador.kernel.Await;
import mogador.kernel.TimeSlot;
import mogador.occupancy.CountStore;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.SignStore;
import mogador.platform.Database;
import mogador.platform.EmbeddedBroker;
import mogador.platform.TestDatabase;
import mogador.sites.Network;
import mogador.sites.SeedSites;
import mogador.sites.Sites;

/** A small park on a real database and a real broker, with a gateway between. */
final class Park implements AutoCloseable {
  static final String SITE = "essaouira";
  static final String READER = "essaouira/r-entrance";
  static final String PASSWORD = "a-password-of-the-entrance-reader";
  static final String OTHER = "essaouira/r-m-1";
  static final String OTHER_PASSWORD = "a-password-of-the-office-reader--";
  static final CommandKeys KEYS =
      new CommandKeys("the-key-of-this-park".getBytes(StandardCharsets.US_ASCII));
  private static final EmbeddedBroker.Account SERVER =
      new EmbeddedBroker.Account("mogador-server", "the-server-password");

  final Clock clock = Clock.systemUTC();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TestDatabase test = TestDatabase.migrated();
  final Database database = test.database();
  final CredentialHash hash =
      new CredentialHash("the-key-of-this-park".getBytes(StandardCharsets.US_ASCII));
  final Credentials credentials = new Credentials(hash, clock);
  final Sites sites = new Sites(database);
  final DeviceRegistry registry = new DeviceRegistry(database);
  final DeviceEvents events = new DeviceEvents(meters);
  final List<DeviceEvent> heard = new CopyOnWriteArrayList<>();
  final List<PassageListener.Passage> passages = new CopyOnWriteArrayList<>();
  final PassageListener arrivals = (sql, passage) -> passages.add(passage);
  final Alarms alarms = new Alarms(database, sites, clock, "http://localhost");
  final SignStore signs = new SignStore(database, clock, meters);
  final PresenceBoard board = new PresenceBoard(clock, signs);
  final CountStore counts = new CountStore(database, sites::current, board, clock, meters);
  final SnapshotKeeper keeper =
      new SnapshotKeeper(
          database,
          () -> DoorModes.doorways(database.sql(), sites.current()),
          id -> sites.current().site(id),
          clock,
          meters);
  final long seat;
  EmbeddedBroker broker;
  final Gateway gateway;
  final ListDesk lists;

  Park() throws InterruptedException {
    seat = seed();
    registry.start();
    events.listen(heard::add);
    broker = EmbeddedBroker.start(0, SERVER, new DeviceGuard(registry));
    signs.start();
    counts.start();
    var settings = new GatewaySettings(broker.url(), SERVER.user(), SERVER.password(), 50, 100);
    gateway =
        new Gateway(
            settings,
            new Gateway.Parts(
                database,
                registry,
                keeper::current,
                hash,
                KEYS,
                sites::current,
                board,
                counts,
                events,
                List.of(
                    arrivals.ofJournals(sites::isInnerReader), new JournalAlarms(alarms, clock)),
                clock,
                meters));
    lists = new ListDesk(settings, keeper, registry, KEYS, gateway.refused(), clock, meters);
    gateway.start();
    keeper.start();
    lists.start();
    if (!keeper.awaitReady(Duration.ofSeconds(20))) throw new AssertionError("no snapshot");
    Await.until("the gateway is connected", () -> gateway.health().connected());
  }

  UUID person(String name) {
    UUID id = UUID.randomUUID();
    database
        .sql()
        .run(
            "insert into person (id, email, name, created_at) values ($1, $2, $3, now())",
            id,
            id + "@example.org",
            name);
    return id;
  }

  void enrol(UUID person, byte[] bytes) {
    database.inTransaction(
        sql -> credentials.enrol(sql, person, person, CredentialKind.UID, bytes, "badge"));
  }

  /** A right for the entrance now, and the booking it came from. */
  UUID welcome(UUID person) {
    UUID booking = UUID.randomUUID();
    Instant now = clock.instant();
    var slot = new TimeSlot(now.minusSeconds(60), now.plusSeconds(3_600));
    database.inTransaction(
        sql -> {
          Rights.give(sql, AccessRight.ofBooking(booking, person, SITE, seat, slot));
          return booking;
        });
    return booking;
  }

  void restartBroker() {
    int port = broker.port();
    broker.close();
    broker = EmbeddedBroker.start(port, SERVER, new DeviceGuard(registry));
  }

  long count(String sql, Object... arguments) {
    return database.sql().first(row -> row.getLong(0), sql, arguments).orElseThrow();
  }

  Network network() {
    return sites.current();
  }

  private long seed() {
    Sites.Import imported = sites.importSite(SeedSites.document(SITE), clock.instant());
    if (!(imported instanceof Sites.Imported)) throw new AssertionError(imported);
    DevicePasswords.set(database.sql(), SITE, "r-entrance", PASSWORD);
    DevicePasswords.set(database.sql(), SITE, "r-m-1", OTHER_PASSWORD);
    return network().space(SITE, "p-01").orElseThrow().id();
  }

  @Override
  public void close() {
    lists.close();
    gateway.close();
    signs.close();
    counts.close();
    keeper.close();
    registry.close();
    broker.close();
    test.close();
  }
}
