package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import mogador.access.CredentialHash;
import mogador.access.Credentials;
import mogador.app.TestServer.Someone;
import mogador.booking.Bookings;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.identity.Tokens;
import mogador.kernel.Language;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.pricing.Wallets;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server is killed again and again while people book, pay with passes and credits, move, cancel
 * and wait: of each request there is all or nothing, and whoever asks again under the same key gets
 * the first answer.
 */
class KillIT {
  private static final int CLIENTS = 8;
  private static final int KILLS = 5;
  private static final int LONGEST_LIFE_MILLIS = 2_500;

  private final long seed = Long.getLong("mogador.kill.seed", System.nanoTime());
  private final Clock clock = Clock.systemUTC();
  private final LocalDateTime midnight = LocalDate.now(ZoneOffset.UTC).plusDays(4).atStartOfDay();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private TestDatabase database;
  private Sites sites;
  private BookingAudit audit;
  private Path log;
  private ServeProcess server;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.migrated();
    sites = new Sites(database.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document(TestServer.SITE), clock.instant()))
        .isInstanceOf(Sites.Imported.class);
    audit = BookingAudit.begin(sql(), sites.current().site(TestServer.SITE).orElseThrow());
    log = Files.createTempFile("mogador-killed", ".log");
    List<String> flags = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    server = new ServeProcess(settings(), flags, http, log);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    Files.delete(log);
    http.close();
    database.close();
  }

  @Test
  void killedAtAnyMomentItLeavesAllOrNothingAndEachKeyHasOneAnswer() throws Exception {
    try {
      List<StubbornClient> clients = clients();
      killWhile(clients);
      everyKeyGetsItsFirstAnswerAgain(clients);
      server.kill();
      sweepTheWaitingList();
      assertThat(clients.stream().mapToInt(client -> client.cutOff).sum())
          .as("requests cut off by the kills")
          .isGreaterThanOrEqualTo(KILLS);
      assertThat(clients.stream().flatMap(client -> client.faults.stream())).isEmpty();
      whatWasAnsweredIsThereAndNothingElse(clients);
      theWaitingListAgrees(clients);
      audit.allAgrees();
      passesAndCreditsWereSpentAndCameBack();
    } catch (Throwable failure) {
      throw new AssertionError(
          "with -Dmogador.kill.seed=" + seed + "; the server said " + server.lastWords(), failure);
    }
  }

  /** Nobody is at the broker's address: bookings need none. */
  private Map<String, String> settings() {
    return Map.of(
        "MOGADOR_DATABASE_URL",
        database.settings().url(),
        "MOGADOR_DATABASE_USER",
        database.settings().user(),
        "MOGADOR_DATABASE_PASSWORD",
        database.settings().password(),
        "MOGADOR_MQTT_URL",
        "tcp://127.0.0.1:" + Mosquitto.freePort(),
        "MOGADOR_MQTT_PASSWORD",
        "none",
        "MOGADOR_CREDENTIAL_KEY",
        "5a".repeat(32));
  }

  private List<StubbornClient> clients() {
    var people = new People(database.database(), clock);
    var tokens = new Tokens(database.database(), clock);
    UUID company = people.company("Stubborn");
    giveCredits(company);
    var clients = new ArrayList<StubbornClient>();
    for (int i = 0; i < CLIENTS; i++) {
      String email = "stubborn-" + i + "@example.org";
      var id = people.known(Email.of(email).orElseThrow(), "Test Person", Language.FR).id();
      var self = new Someone(id, email, tokens.issueApi(id, "test"));
      assertThat(People.join(sql(), company, id)).isTrue();
      givePasses(id);
      var random = new Random(seed + i);
      clients.add(
          new StubbornClient(http, server.url(), self, company.toString(), midnight, random));
    }
    return clients;
  }

  /** Too few for all they ask for, so that they run out and come back. */
  private void givePasses(UUID person) {
    UUID pack = UUID.randomUUID();
    sql()
        .run(
            """
            insert into pack (id, person_id, kind, unit, given, starts_on, ends_on, given_by,
              created_at)
            values ($1, $2, 'position', 'half_day', 5, current_date, current_date + 90, $2, now())
            """,
            pack,
            person);
    sql()
        .run(
            """
            insert into pack_entry (pack_id, cause, passes, happened_at)
            values ($1, 'given', 5, now())
            """,
            pack);
  }

  private void giveCredits(UUID company) {
    for (int ahead = 0; ahead < 2; ahead++) {
      UUID credit = UUID.randomUUID();
      sql()
          .run(
              """
              insert into credit (id, company_id, site_id, kind, month)
              values ($1, $2, $3, 'meeting_room',
                date_trunc('month', current_date + make_interval(months => $4))::date)
              """,
              credit,
              company,
              TestServer.SITE,
              ahead);
      sql()
          .run(
              """
              insert into credit_entry (credit_id, cause, minutes, happened_at)
              values ($1, 'leased', 600, now())
              """,
              credit);
    }
  }

  private void killWhile(List<StubbornClient> clients) throws Exception {
    var random = new Random(seed);
    var over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      try {
        server.start();
        server.awaitAnswer();
        for (StubbornClient client : clients) {
          runs.add(
              threads.submit(
                  () -> {
                    client.runUntil(over::get);
                    return client;
                  }));
        }
        for (int i = 0; i < KILLS; i++) {
          Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
          server.kill();
          server.start();
          server.awaitAnswer();
        }
      } finally {
        over.set(true);
      }
      for (Future<?> run : runs) run.get();
    }
  }

  private static void everyKeyGetsItsFirstAnswerAgain(List<StubbornClient> clients)
      throws InterruptedException {
    for (StubbornClient client : clients) {
      for (StubbornClient.Kept kept : client.kept) {
        assertThat(client.again(kept.request())).as("%s", kept).isEqualTo(kept.answer());
      }
    }
  }

  private void whatWasAnsweredIsThereAndNothingElse(List<StubbornClient> clients) {
    Map<String, Integer> booked = new TreeMap<>();
    Map<String, JsonObject> bookings = new TreeMap<>();
    for (StubbornClient client : clients) {
      booked.putAll(client.booked);
      bookings.putAll(client.bookings);
    }
    assertThat(booked).hasSizeGreaterThan(CLIENTS);
    assertThat(counts("select purpose, count(*) from booking where purpose <> '' group by purpose"))
        .as("each request once")
        .isEqualTo(booked);
    assertThat(texts("select id::text from series"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream().flatMap(c -> c.series.stream()).toList());
    assertThat(texts("select distinct party::text from booking where party is not null"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream().flatMap(c -> c.parties.stream()).toList());
    assertThat(texts("select key from idempotency_key"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream()
                .flatMap(c -> c.kept.stream())
                .map(kept -> kept.request().key().orElseThrow())
                .toList());
    assertThat(
            texts(
                """
                select id::text from booking
                where id not in (select booking_id from waitlist_entry where booking_id is not null)
                """))
        .as("bookings that are no offers")
        .allMatch(bookings::containsKey);
    assertThat(asTheyAre()).containsAllEntriesOf(asAnswered(bookings));
  }

  private static Map<String, String> asAnswered(Map<String, JsonObject> bookings) {
    return bookings.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> {
                  JsonObject booking = entry.getValue();
                  return line(
                      booking.getString("status"),
                      booking.getString("space"),
                      booking.getString("starts_at"),
                      booking.getString("ends_at"));
                }));
  }

  private Map<String, String> asTheyAre() {
    var lines = new TreeMap<String, String>();
    sql()
        .list(
            row ->
                lines.put(
                    row.getUUID("id").toString(),
                    line(
                        row.getString("status"),
                        TestServer.SITE + "/" + row.getString("code"),
                        Sql.instant(row, "starts_at").toString(),
                        Sql.instant(row, "ends_at").toString())),
            """
            select b.id, b.status, s.code, b.starts_at, b.ends_at
            from booking b join space s on s.id = b.space_id
            """);
    return lines;
  }

  private static String line(String status, String space, String from, String to) {
    return String.join(" ", status, space, from, to);
  }

  private void theWaitingListAgrees(List<StubbornClient> clients) {
    assertThat(clients.stream().mapToInt(c -> c.confirmedOffers.size()).sum())
        .as("offers confirmed")
        .isPositive();
    assertThat(texts("select booking_id::text from waitlist_entry where status = 'taken'"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream().flatMap(c -> c.confirmedOffers.stream()).toList());
    assertThat(texts("select id::text from waitlist_entry where status = 'left'"))
        .containsAll(clients.stream().flatMap(c -> c.waitsLeft.stream()).toList());
  }

  /** Else the clients have tried too little; on a slow machine not every ledger sees all. */
  private void passesAndCreditsWereSpentAndCameBack() {
    String entries = "(select cause from pack_entry union all select cause from credit_entry)";
    assertThat(counts("select cause, count(*) from " + entries + " as entries group by cause"))
        .containsKeys("spent", "given_back");
  }

  /** As recurring work does from time to time: finds who came while the time became free. */
  private void sweepTheWaitingList() {
    var everything = database.database();
    var bookings =
        new Bookings(
            everything,
            sites,
            new Credentials(new CredentialHash(new byte[32]), clock),
            new Wallets(everything, sites, new People(everything, clock), clock),
            clock,
            "http://localhost");
    var work = new TreeMap<String, IntSupplier>();
    bookings.mount(
        (pause, name, task) -> work.put(name, task),
        new PresenceBoard(clock, (where, space, signal) -> {}));
    var sweep = Optional.ofNullable(work.get("offers from the waiting list")).orElseThrow();
    assertThat(sweep.getAsInt()).isNotNegative();
  }

  private List<String> texts(String query) {
    return sql().list(row -> row.getString(0), query);
  }

  private Map<String, Integer> counts(String query) {
    var counts = new TreeMap<String, Integer>();
    sql().list(row -> counts.put(row.getString(0), row.getInteger(1)), query);
    return counts;
  }

  private Sql sql() {
    return database.database().sql();
  }
}
