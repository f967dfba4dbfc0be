package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import mogador.access.AccessRight;
import mogador.access.CredentialHash;
import mogador.access.CredentialKind;
import mogador.access.Credentials;
import mogador.access.Rights;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.identity.Tokens;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;

/**
 * Server, broker, PostgreSQL and devices are each killed at random, under load, and started again.
 * Afterwards: every door answered as it should all the time, every event is stored once, every
 * reader has its list, and of each request there is what its answer said.
 */
final class BenchChaos {
  private static final int WALKERS = 4;
  private static final int GUESTS = 4;
  private static final int MEMBERS = 3;
  private static final int LONGEST_LIFE_MILLIS = 30_000;
  private static final int SHORTEST_LIFE_MILLIS = 5_000;
  private static final int LONGEST_DEATH_MILLIS = 5_000;
  private static final Duration SETTLING = Duration.ofMinutes(2);

  /** The server listens to the database again a second after it can, and reads all rights anew. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final long seed;
  private final PrintWriter out;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ChaosPark park;
  private final ChaosDoors doors;
  private final ChaosOffice office = new ChaosOffice();
  private final ChaosCalls.Troubles troubles = new ChaosCalls.Troubles();
  private final Map<String, Integer> deaths = new ConcurrentHashMap<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<ChaosOffice.Guest> guests = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private BenchChaos(long seed, PrintWriter out) throws IOException, InterruptedException {
    this.seed = seed;
    this.out = out;
    park = new ChaosPark(http, this::prepare);
    doors = new ChaosDoors(http, park::control);
  }

  /** Whether nothing was wrong; what was, is printed. */
  static boolean run(Duration length, long seed, PrintWriter out)
      throws IOException, InterruptedException {
    out.println(BenchTimes.machine());
    out.printf("--seed %d; for %d s%n", seed, length.toSeconds());
    out.flush();
    var bench = new BenchChaos(seed, out);
    try {
      return bench.run(length);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "with --seed " + seed + " the server said " + bench.park.lastWords(), e);
    } finally {
      bench.park.close();
      bench.http.close();
    }
  }

  private boolean run(Duration length) throws InterruptedException, IOException {
    settle();
    List<String> readers = readers();
    out.printf(
        "%s: %d readers, %d devices in all%n",
        ChaosPark.SITE, readers.size(), doors.devices().size());
    out.flush();
    storm(length, readers);
    long calm = System.nanoTime();
    settle();
    double settled = (System.nanoTime() - calm - QUIET.toNanos()) / 1e9;
    everyDoorAnswered();
    everyListIsTheLatest(readers, settled);
    settle();
    new ChaosRecords(park, doors, office, troubles, out).check(faults);
    faults.addAll(doors.faults);
    faults.addAll(office.faults);
    faults.forEach(fault -> out.println("WRONG: " + fault));
    out.println(faults.isEmpty() ? "Nothing was wrong." : faults.size() + " things were wrong.");
    out.flush();
    return faults.isEmpty();
  }

  /** All that lives and dies meanwhile, until it is over; then all of it lives. */
  private void storm(Duration length, List<String> readers) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    Supplier<Boolean> over = () -> System.nanoTime() > end;
    long longestLife = Math.min(LONGEST_LIFE_MILLIS, length.toMillis() / 2);
    List<Work> works = new ArrayList<>();
    for (ChaosPark.Mortal mortal : park.mortals()) {
      works.add(its -> dieAndLive(mortal, its, longestLife, over));
    }
    for (int i = 0; i < WALKERS; i++) works.add(its -> doors.walk(readers, its, over));
    for (ChaosOffice.Guest guest : guests) {
      works.add(its -> office.giveAndTake(calls(0), guest, its, over));
    }
    for (int member = 1; member <= MEMBERS; member++) {
      int number = member;
      works.add(its -> office.book(calls(number), number, its, over));
    }
    together(works);
  }

  /** Each by chances of its own that follow from the seed. */
  private void together(List<Work> works) throws InterruptedException {
    var random = new Random(seed);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Work work : works) {
        var its = new Random(random.nextLong());
        all.add(
            threads.submit(
                () -> {
                  work.until(its);
                  return work;
                }));
      }
      for (Future<?> one : all) one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private interface Work {
    void until(Random random) throws IOException, InterruptedException;
  }

  private void dieAndLive(
      ChaosPark.Mortal mortal, Random random, long longestLife, Supplier<Boolean> over)
      throws IOException, InterruptedException {
    while (true) {
      Thread.sleep(random.nextLong(SHORTEST_LIFE_MILLIS, longestLife));
      if (over.get()) return;
      mortal.kill();
      deaths.merge(mortal.name(), 1, Integer::sum);
      Thread.sleep(random.nextInt(LONGEST_DEATH_MILLIS));
      mortal.revive();
    }
  }

  private ChaosCalls calls(int who) {
    return new ChaosCalls(http, park.url(), tokens.get(who), troubles);
  }

  /** Until the server is ready, devices have nothing more to tell, and lists change no more. */
  private void settle() throws InterruptedException {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    long since = System.nanoTime();
    Map<String, Long> lists = Map.of();
    while (System.nanoTime() - since < QUIET.toNanos()) {
      Map<String, Long> before = lists;
      Optional<String> missing;
      try {
        List<JsonObject> devices = doors.devices();
        missing = missing(devices);
        lists = lists(devices);
      } catch (IOException e) {
        missing = Optional.of("the devices do not answer");
      }
      if (missing.isPresent() && System.nanoTime() > deadline) {
        throw new IllegalStateException("after " + SETTLING.toSeconds() + " s: " + missing.get());
      }
      if (missing.isPresent() || !lists.equals(before)) since = System.nanoTime();
      Thread.sleep(100);
    }
  }

  private Optional<String> missing(List<JsonObject> devices) throws InterruptedException {
    if (!isReady()) return Optional.of("the server is not ready");
    for (JsonObject device : devices) {
      String name = device.getString("device");
      if (!device.getBoolean("connected")) return Optional.of(name + " is away");
      if (device.getJsonObject("journal").getInteger("pending") > 0) {
        return Optional.of(name + " has events to tell");
      }
      JsonObject list = device.getJsonObject("list");
      if (device.getString("kind").equals("reader")
          && (list == null || !list.getBoolean("current"))) {
        return Optional.of(name + " has no current list");
      }
    }
    return Optional.empty();
  }

  private boolean isReady() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(park.url() + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, Long> lists(List<JsonObject> devices) {
    var lists = new TreeMap<String, Long>();
    for (JsonObject device : devices) {
      JsonObject list = device.getJsonObject("list");
      if (list != null) lists.put(device.getString("device"), list.getLong("version"));
    }
    return lists;
  }

  private List<String> readers() throws IOException, InterruptedException {
    return doors.devices().stream()
        .filter(device -> device.getString("kind").equals("reader"))
        .map(device -> device.getString("device"))
        .toList();
  }

  private void everyDoorAnswered() {
    out.printf("killed: %s, and single readers%n", new TreeMap<>(deaths));
    out.printf(
        "doors: %,d presentations answered, p50 %.0f ms, p99 %.0f ms, longest %.0f ms;"
            + " %,d at a reader without power%n",
        doors.answered.size(),
        doors.times().percentile(50),
        doors.times().percentile(99),
        doors.times().percentile(100),
        doors.dark.sum());
    if (doors.answered.isEmpty()) faults.add("nobody was at a door");
  }

  /** Without a broker each reader has only its list to decide by. */
  private void everyListIsTheLatest(List<String> readers, double settled)
      throws InterruptedException, IOException {
    ChaosPark.Mortal broker =
        park.mortals().stream().filter(it -> it.name().equals("broker")).findFirst().orElseThrow();
    broker.kill();
    List<Work> asking = new ArrayList<>();
    for (String reader : readers) asking.add(its -> askWithoutBroker(reader));
    together(asking);
    broker.revive();
    out.printf(
        "lists: all current %.1f s after the storm; then without a broker %d readers were asked by"
            + " %d people, %d answered wrongly so far%n",
        settled, readers.size(), office.rights.size() + 1, doors.faults.size());
  }

  private void askWithoutBroker(String reader) throws InterruptedException {
    doors.present(reader, ChaosDoors.KNOWN, true);
    for (Map.Entry<String, Boolean> right : office.rights.entrySet()) {
      doors.present(reader, right.getKey(), right.getValue());
    }
  }

  /** A manager, guests with badges, members who book, and somebody whom every door lets in. */
  private void prepare(Database database, CredentialHash hash) {
    Clock clock = Clock.systemUTC();
    var people = new People(database, clock);
    var issuer = new Tokens(database, clock);
    var credentials = new Credentials(hash, clock);
    UUID manager = person(people, "manager");
    people.makeManager(manager, Optional.empty());
    tokens.add(issuer.issueApi(manager, "chaos"));
    for (int i = 0; i < MEMBERS; i++) {
      tokens.add(issuer.issueApi(person(people, "member-" + i), "chaos"));
    }
    UUID known = person(people, "known");
    enrol(database, credentials, known, ChaosDoors.KNOWN);
    Instant now = clock.instant();
    var days = new TimeSlot(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(9)));
    database.inTransaction(
        sql -> {
          Rights.give(sql, AccessRight.ofRole(UUID.randomUUID(), known, ChaosPark.SITE, days));
          return known;
        });
    for (int i = 0; i < GUESTS; i++) {
      var guest = new ChaosOffice.Guest("guest-" + i + "@example.org", "04C0FFEE10000" + i);
      guests.add(guest);
      enrol(database, credentials, person(people, "guest-" + i), guest.badge());
    }
  }

  private static UUID person(People people, String name) {
    Email email = Email.of(name + "@example.org").orElseThrow();
    return people.known(email, name, Language.EN).id();
  }

  private static void enrol(Database database, Credentials credentials, UUID person, String badge) {
    byte[] uid = HexFormat.of().parseHex(badge);
    database.inTransaction(
        sql -> credentials.enrol(sql, person, person, CredentialKind.UID, uid, "Badge"));
  }
}
