package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestReader;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import mogador.access.DoorMode;
import mogador.access.DoorModes;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.kernel.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Doors that decide by themselves, over a real broker and database, with the simulator's reader.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessListsIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final AtomicInteger CARDS = new AtomicInteger();

  private Park park;
  private DoorModes modes;
  private TestReader reader;

  /** Somebody with a card of their own. */
  private record Somebody(UUID person, String hex) {}

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    modes = new DoorModes(park.clock);
  }

  @BeforeEach
  void connect() throws Exception {
    reader = reader();
    Await.until("the reader has its list", () -> reader.isConnected() && reader.isCurrent());
  }

  @AfterEach
  void disconnect() throws Exception {
    reader.close();
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void aKnownBadgeOpensWhileNothingElseIsThere() throws Exception {
    Somebody nadia = somebody();
    Somebody stranger = somebody();
    int before = reader.entries();
    park.welcome(nadia.person());
    Await.until("the right is at the door", () -> reader.entries() == before + 1);
    cutOff();
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("granted");
    assertThat(reader.present("uid", stranger.hex())).isEqualTo("not_on_list");
    assertThat(reader.present("uid", "00" + nadia.hex())).isEqualTo("not_on_list");
  }

  @Test
  void aRightThatWasTakenAwayOpensNothingOfflineEither() throws Exception {
    Somebody nadia = somebody();
    int before = reader.entries();
    UUID booking = park.welcome(nadia.person());
    Await.until("the right is at the door", () -> reader.entries() == before + 1);
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("granted");
    park.database.inTransaction(sql -> Rights.withdraw(sql, RightSource.BOOKING, booking));
    Await.until("the right is gone from the door", () -> reader.entries() == before);
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("no_right_here");
    cutOff();
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("not_on_list");
  }

  @Test
  void whoeverIsSuspendedIsToldSoByTheDoorAlone() throws Exception {
    Somebody nadia = somebody();
    long before = reader.version();
    park.welcome(nadia.person());
    Await.until("the right is at the door", () -> reader.version() > before);
    park.database.inTransaction(
        sql -> {
          sql.run("update person set suspended = true where id = $1", nadia.person());
          Rights.changed(sql, nadia.person());
          return 1;
        });
    long then = reader.version();
    Await.until("the door has heard", () -> reader.version() > then);
    cutOff();
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("suspended");
  }

  @Test
  void aReaderThatWasAwayComesBackToTheWholeOfIt() throws Exception {
    int before = reader.entries();
    reader.unplug(Duration.ofSeconds(2));
    Await.until("it is away", () -> !reader.isConnected());
    for (int i = 0; i < 30; i++) park.welcome(somebody().person());
    Await.until("it is back", reader::isConnected);
    Await.until("it has caught up", () -> reader.entries() == before + 30 && reader.isCurrent());
    String journal = reader.journal();
    Await.until("it has said so, once", () -> applied(journal) == 1);
  }

  @Test
  void aBrokerThatForgotEverythingIsToldAgain() throws Exception {
    Somebody nadia = somebody();
    park.restartBroker();
    Await.until("the reader is back", reader::isConnected);
    int before = reader.entries();
    park.welcome(nadia.person());
    Await.until("the right is at the door", () -> reader.entries() == before + 1);
    try (TestReader fresh = reader()) {
      Await.until("one that knows nothing gets all", () -> fresh.entries() == before + 1);
    }
  }

  @Test
  void aLockdownHoldsAtTheDoorWithoutTheServerAndAfterARestart() throws Exception {
    Somebody nadia = somebody();
    int before = reader.entries();
    park.welcome(nadia.person());
    Await.until("the right is at the door", () -> reader.entries() == before + 1);
    UUID order = begin(DoorMode.LOCKDOWN, nadia.person());
    Await.until("the door is locked down", () -> reader.mode().equals("lockdown"));
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("lockdown");
    reader.unplug(Duration.ofSeconds(2));
    reader.reboot();
    Await.until("it is away", () -> !reader.isConnected());
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("lockdown");
    assertThat(begin(DoorMode.LOCKDOWN, nadia.person())).isEqualTo(order);
    end(order, nadia.person());
    Await.until("the door is as before", () -> reader.mode().equals("normal"));
    assertThat(reader.present("uid", nadia.hex())).isEqualTo("granted");
    String journal = reader.journal();
    Await.until(
        "its journal tells",
        () -> kinds(journal, "lockdown_on") == 1 && kinds(journal, "lockdown_off") == 1);
  }

  @Test
  void whoMustGetOutGoesBeforeWhoMustStayOut() throws Exception {
    UUID manager = park.person("Manager");
    UUID lockdown = begin(DoorMode.LOCKDOWN, manager);
    UUID release = begin(DoorMode.RELEASED, manager);
    Await.until("the door is released", () -> reader.mode().equals("released"));
    end(release, manager);
    Await.until("the door is locked down", () -> reader.mode().equals("lockdown"));
    end(lockdown, manager);
    Await.until("the door is as before", () -> reader.mode().equals("normal"));
    assertThat(ends(lockdown, manager)).isFalse();
  }

  private UUID begin(DoorMode mode, UUID person) {
    return park.database.inTransaction(
        sql -> modes.begin(sql, Park.SITE, Optional.empty(), mode, person, "a drill"));
  }

  private void end(UUID order, UUID person) {
    assertThat(ends(order, person)).isTrue();
  }

  private boolean ends(UUID order, UUID person) {
    return park.database.inTransaction(sql -> modes.end(sql, Park.SITE, order, person));
  }

  private void cutOff() throws InterruptedException {
    reader.unplug(LONG);
    Await.until("it is cut off", () -> !reader.isConnected());
  }

  private Somebody somebody() {
    byte[] card = {4, 1, 2, (byte) CARDS.incrementAndGet()};
    UUID person = park.person("Somebody");
    park.enrol(person, card);
    return new Somebody(person, HexFormat.of().withUpperCase().formatHex(card));
  }

  private long applied(String journal) {
    return kinds(journal, "list_applied");
  }

  private long kinds(String journal, String kind) {
    return park.count(
        "select count(*) from journal_event where journal_id = $1 and kind = $2", journal, kind);
  }

  private TestReader reader() {
    return new TestReader(
        park.broker.url(),
        Park.READER,
        "d-entrance",
        Park.PASSWORD,
        Park.KEYS.of(Park.SITE, "r-entrance", Park.PASSWORD),
        park.hash.readersKey());
  }
}
