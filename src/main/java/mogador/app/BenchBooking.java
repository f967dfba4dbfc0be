package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mogador.booking.BarePlacement;
import mogador.identity.Email;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Bookings of seats over HTTP, beside the same statements through the same pool with nothing around
 * them: who asks, by their token; whether they have passes; their QR; the placement, which keeps
 * all of the booking. Both go through the same sequence of free slots, in turns of a second. The
 * people are so many that none is remembered from one booking to the next.
 */
final class BenchBooking {
  /** Enough that no one has more bookings than people have. */
  private static final int PEOPLE = 2_000;

  private static final long SLICE = 1_000_000_000L;
  private static final int WARM_CLIENTS = 16;

  /** From four in the morning: clocks change before. */
  private static final int FIRST_QUARTER = 16;

  private static final int QUARTERS = 80;
  private static final int DAYS = 396;

  private final Server server;
  private final Database database;
  private final Site site;
  private final List<Space> seats;
  private final List<Booker> people;
  private final AtomicLong next = new AtomicLong();

  private record Booker(UUID id, String token) {}

  private record Slot(Space seat, LocalDateTime from) {
    LocalDateTime to() {
      return from.plusMinutes(15);
    }
  }

  private BenchBooking(BenchPark park) {
    server = park.server();
    database = server.database();
    site = park.site();
    seats = site.spaces().stream().filter(s -> s.kind() == SpaceKind.POSITION).toList();
    people = IntStream.range(0, PEOPLE).mapToObj(this::person).toList();
  }

  static void run(int seconds, List<Integer> clients, List<Integer> claims, PrintWriter out)
      throws InterruptedException {
    out.println(BenchTimes.machine());
    for (int present : claims) {
      try (var park = new BenchPark((database, hash) -> BenchClaims.fill(database, present))) {
        var bench = new BenchBooking(park);
        out.printf("%n%,d claims present%n", BenchClaims.count(park.server().database()));
        out.print(BenchTimes.head("of floor"));
        out.flush();
        bench.warmUp();
        for (int at : clients) bench.measure(at, seconds, out);
      }
    }
  }

  private void warmUp() throws InterruptedException {
    BenchWarmth.warm(second -> new BenchTimes().measure(WARM_CLIENTS, SLICE, n -> overHttp()));
    new BenchTimes().measure(WARM_CLIENTS, 2 * SLICE, n -> this::bare);
  }

  private void measure(int clients, int seconds, PrintWriter out) throws InterruptedException {
    var floor = new BenchTimes();
    var booking = new BenchTimes();
    for (int i = 0; i < seconds; i++) {
      settle();
      floor.measure(clients, SLICE, n -> this::bare);
      booking.measure(clients, SLICE, n -> overHttp());
    }
    out.print(floor.row("the same statements, bare", clients, "1.00"));
    String ratio = BenchTimes.ratio(booking.perSecond() / floor.perSecond());
    out.print(booking.row("POST /api/v1/bookings", clients, ratio));
    out.flush();
  }

  private BenchTimes.Call overHttp() {
    BenchHttp http;
    try {
      http = new BenchHttp(server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return () -> {
      long number = next.getAndIncrement();
      Slot slot = slot(number);
      String json =
          new JsonObject()
              .put("space", slot.seat().reference())
              .put("from", slot.from().toString())
              .put("to", slot.to().toString())
              .encode();
      String token = people.get((int) (number % PEOPLE)).token();
      long begun = System.nanoTime();
      int status = http.post("/api/v1/bookings", token, json);
      long took = System.nanoTime() - begun;
      if (status != 201) throw new IllegalStateException("status " + status + " for " + json);
      return took;
    };
  }

  private long bare() {
    long number = next.getAndIncrement();
    Slot slot = slot(number);
    Booker booker = people.get((int) (number % PEOPLE));
    UUID person = booker.id();
    var placement =
        BarePlacement.of(site, slot.seat(), person, slot.from(), slot.to(), Instant.now());
    long begun = System.nanoTime();
    if (server.tokens.read(booker.token()).isEmpty()
        || server.wallets.hasPack(person)
        || server.credentials.qr(database.sql(), person).isEmpty()) {
      throw new IllegalStateException("someone else than expected");
    }
    placement.run(database);
    return System.nanoTime() - begun;
  }

  /** Seat by seat, then quarter hour by quarter hour, then day by day. */
  private Slot slot(long number) {
    long quarter = number / seats.size();
    if (quarter >= (long) QUARTERS * DAYS) throw new Main.UserError("All slots are booked.");
    LocalDate day = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(2 + quarter / QUARTERS);
    long minutes = 15 * (FIRST_QUARTER + quarter % QUARTERS - 1);
    return new Slot(
        seats.get((int) (number % seats.size())), day.atStartOfDay().plusMinutes(minutes));
  }

  /** Mails of earlier bookings are no part of the floor. */
  private void settle() throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      if (database.sql().run("select 1 from outbox where given_up_at is null limit 1").size() == 0)
        return;
      Thread.sleep(25);
    }
  }

  private Booker person(int number) {
    Email email = Email.of("bench-" + number + "@example.org").orElseThrow();
    Person person = server.people.known(email, "Bench " + number, Language.FR);
    database.inTransaction(sql -> server.credentials.issueQr(sql, person.id()));
    return new Booker(person.id(), server.tokens.issueApi(person.id(), "bench"));
  }
}
