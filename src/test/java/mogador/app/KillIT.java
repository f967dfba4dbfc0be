package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The server is killed again and again while people book, move, cancel and wait: of each request
 * there is all or nothing, and whoever asks again under the same key gets the first answer.
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
  private KilledServer server;

  @BeforeEach
  void open() {
    database = TestDatabase.migrated();
    sites = new Sites(database.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document(TestServer.SITE), clock.instant()))
        .isInstanceOf(Sites.Imported.class);
    keepWhatIsTold();
    keepBuffers();
    server = new KilledServer(database.settings(), http);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
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
      bookingsClaimsAndRightsAgree();
      historyAndNewsAgree();
      theWaitingListAgrees(clients);
    } catch (Throwable failure) {
      throw new AssertionError(
          "with -Dmogador.kill.seed=" + seed + "; the server said " + server.lastWords(), failure);
    }
  }

  private List<StubbornClient> clients() {
    var people = new People(database.database(), clock);
    var tokens = new Tokens(database.database(), clock);
    var clients = new ArrayList<StubbornClient>();
    for (int i = 0; i < CLIENTS; i++) {
      String email = "stubborn-" + i + "@example.org";
      var id = people.known(Email.of(email).orElseThrow(), "Test Person", Language.FR).id();
      var self = new Someone(id, email, tokens.issueApi(id, "test"));
      var random = new Random(seed + i);
      clients.add(new StubbornClient(http, server.url(), self, midnight, random));
    }
    return clients;
  }

  private void killWhile(List<StubbornClient> clients) throws Exception {
    var random = new Random(seed);
    var over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      try {
        server.start();
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

  private void bookingsClaimsAndRightsAgree() {
    none(
        "stands without a claim on each of its atoms",
        """
        select b.reference from booking b
          join composition c on c.space_id = b.space_id
          join kept_after k on k.space_id = b.space_id
        where b.status in ('held', 'offered', 'requested', 'confirmed')
          and not exists (select 1 from claim where source = 'booking' and source_id = b.id
            and atom_id = c.atom_id and space_id = b.space_id and starts_at = b.starts_at
            and ends_at = b.ends_at + k.minutes * interval '1 minute')
        """);
    none(
        "a claim of no booking that stands",
        """
        select k.source_id::text from claim k
        where not exists (select 1 from booking b join composition c on c.space_id = b.space_id
          where b.id = k.source_id and c.atom_id = k.atom_id and b.starts_at = k.starts_at
            and b.status in ('held', 'offered', 'requested', 'confirmed'))
        """);
    none(
        "confirmed without exactly one right",
        """
        select b.reference from booking b
        where b.status = 'confirmed'
          and 1 <> (select count(*) from access_right r where r.source_id = b.id
            and r.person_id = b.person_id and r.space_id = b.space_id
            and r.starts_at = b.starts_at - interval '15 minutes' and r.ends_at = b.ends_at)
        """);
    none(
        "a right of nothing that is confirmed",
        """
        select r.source_id::text from access_right r
        where not exists (select 1 from booking b
          where b.id = r.source_id and b.status = 'confirmed')
        """);
  }

  private void historyAndNewsAgree() {
    none(
        "changed or ended as often as its history says",
        """
        select b.reference from booking b
        where b.series_id is null and b.sequence <> (select count(*) from booking_event e
          where e.booking_id = b.id and e.kind in ('changed', 'cancelled', 'expired'))
        """);
    none(
        "what happened was not told, or told twice",
        """
        select b.reference || ' ' || past.event from booking b,
          unnest(array['changed', 'cancelled', 'expired']) as past (event)
        where b.series_id is null
          and (select count(*) from booking_event e where e.booking_id = b.id and e.kind = past.event)
            <> (select count(*) from told t where t.content->>'booking' = b.id::text
              and t.content->>'event' = past.event)
        """);
    none(
        "placed and not told once",
        """
        select b.reference from booking b
        where b.series_id is null and b.party is null
          and 1 <> (select count(*) from told t where t.content->>'booking' = b.id::text
            and t.content->>'event' in ('booked', 'held', 'offered')
            and (t.content->>'event' <> 'booked' or not exists (select 1 from booking_event e
              where e.booking_id = b.id and e.kind = 'booked')))
        """);
    none(
        "a party not told once",
        """
        select p.party::text from (select distinct party from booking where party is not null) p
        where 1 <> (select count(*) from told t where t.content->>'party' = p.party::text
          and t.content->>'event' = 'booked')
        """);
    none(
        "a series not told once",
        """
        select s.id::text from series s
        where 1 <> (select count(*) from told t where t.content->>'series' = s.id::text
          and t.content->>'event' = 'booked')
        """);
    none(
        "neither mailed nor waiting to be",
        """
        select b.reference from booking b
        where b.status = 'confirmed' and b.series_id is null and b.party is null
          and not exists (select 1 from outbox o where o.content->>'booking' = b.id::text)
          and not exists (select 1 from mail m where m.subject like '%' || b.reference || '%')
        """);
  }

  private void theWaitingListAgrees(List<StubbornClient> clients) {
    assertThat(clients.stream().mapToInt(c -> c.confirmedOffers.size()).sum())
        .as("offers confirmed")
        .isPositive();
    none(
        "offered, but nothing is kept",
        """
        select w.id::text from waitlist_entry w
        where w.status = 'offered'
          and not exists (select 1 from booking b where b.id = w.booking_id
            and b.status = 'offered' and b.person_id = w.person_id and b.decide_by is not null)
        """);
    none(
        "an offer to nobody",
        """
        select b.reference from booking b
        where b.status = 'offered' and not exists (select 1 from waitlist_entry w
          where w.booking_id = b.id and w.status = 'offered')
        """);
    none(
        "free, and not offered to who waits",
        """
        select w.id::text from waitlist_entry w join space s on s.site_id = w.site_id
          join kept_after k on k.space_id = s.id
        where w.status = 'waiting' and (s.id = w.space_id or (s.kind = w.kind and s.bookable))
          and not exists (select 1 from composition c join claim l on l.atom_id = c.atom_id
            where c.space_id = s.id and l.during && tstzrange(w.starts_at,
              w.ends_at + k.minutes * interval '1 minute', '[)'))
        """);
    assertThat(texts("select booking_id::text from waitlist_entry where status = 'taken'"))
        .containsExactlyInAnyOrderElementsOf(
            clients.stream().flatMap(c -> c.confirmedOffers.stream()).toList());
    assertThat(texts("select id::text from waitlist_entry where status = 'left'"))
        .containsAll(clients.stream().flatMap(c -> c.waitsLeft.stream()).toList());
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

  /** The outbox forgets what it has delivered; this remembers, in the same transaction. */
  private void keepWhatIsTold() {
    sql().run("create table told (content jsonb not null)");
    sql()
        .run(
            """
            create function keep_told() returns trigger language plpgsql as $$
            begin
              insert into told values (new.content);
              return null;
            end $$
            """);
    sql()
        .run(
            "create trigger keep_told after insert on outbox for each row execute function"
                + " keep_told()");
  }

  /** How long each space stays held after a booking. */
  private void keepBuffers() {
    sql().run("create table kept_after (space_id bigint primary key, minutes int not null)");
    Site site = sites.current().site(TestServer.SITE).orElseThrow();
    for (Space space : site.spaces()) {
      Duration buffer = site.rules(space).buffer();
      sql().run("insert into kept_after values ($1, $2)", space.id(), (int) buffer.toMinutes());
    }
  }

  private void none(String what, String query) {
    assertThat(texts(query)).as(what).isEmpty();
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
