package mogador.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * What is free over HTTP, beside the bare query it comes from through the same pool, in turns of a
 * second: a day of all seats of a site, and a month of one space that is booked quarter hour by
 * quarter hour.
 */
final class BenchAvailability {
  private static final long SLICE = 1_000_000_000L;

  /** Full of what {@link BenchClaims} made. */
  private static final TimeSlot DAY =
      new TimeSlot(Instant.parse("2025-12-20T09:00:00Z"), Instant.parse("2025-12-20T18:00:00Z"));

  private static final TimeSlot MONTH =
      new TimeSlot(Instant.parse("2025-12-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));

  private final Server server;
  private final Database database;
  private final Site site;

  private BenchAvailability(BenchPark park) {
    server = park.server();
    database = server.database();
    site = park.site();
  }

  static void run(int seconds, List<Integer> clients, int bookings, PrintWriter out)
      throws InterruptedException {
    try (var park = new BenchPark((database, hash) -> BenchClaims.fill(database, bookings))) {
      var bench = new BenchAvailability(park);
      out.println(BenchTimes.machine());
      out.printf("%,d bookings present%n", BenchClaims.count(park.server().database()));
      out.print(BenchTimes.head("x floor"));
      for (int at : clients) bench.measure(at, seconds, out);
    }
  }

  private void measure(int clients, int seconds, PrintWriter out) throws InterruptedException {
    List<Space> seats =
        site.spaces().stream().filter(space -> space.kind() == SpaceKind.POSITION).toList();
    List<Long> atoms = seats.stream().flatMap(space -> space.atoms().stream()).toList();
    compare(
        "a day of " + seats.size() + " seats",
        "/api/v1/sites/%s/availability?from=%s&to=%s&kind=position"
            .formatted(site.id(), local(DAY.start()), local(DAY.end())),
        () -> Claims.heldDuring(database.sql(), atoms, DAY),
        clients,
        seconds,
        out);
    Space seat = seats.getFirst();
    compare(
        "a month of a space",
        "/api/v1/sites/%s/spaces/%s/freebusy?from=%s&to=%s"
            .formatted(site.id(), seat.code(), local(MONTH.start()), local(MONTH.end())),
        () -> Claims.busy(database.sql(), seat.atoms(), MONTH),
        clients,
        seconds,
        out);
  }

  private void compare(
      String what, String path, Supplier<?> query, int clients, int seconds, PrintWriter out)
      throws InterruptedException {
    BenchTimes.Call bare =
        () -> {
          long begun = System.nanoTime();
          if (query.get() == null) throw new IllegalStateException("no answer");
          return System.nanoTime() - begun;
        };
    new BenchTimes().measure(clients, SLICE, n -> overHttp(path));
    new BenchTimes().measure(clients, SLICE, n -> bare);
    var floor = new BenchTimes();
    var http = new BenchTimes();
    for (int i = 0; i < seconds; i++) {
      floor.measure(clients, SLICE, n -> bare);
      http.measure(clients, SLICE, n -> overHttp(path));
    }
    out.print(floor.row(what + ", query alone", clients, "1.00"));
    String ratio = BenchTimes.ratio(http.percentile(50) / floor.percentile(50));
    out.print(http.row(what + ", GET", clients, ratio));
    out.flush();
  }

  private BenchTimes.Call overHttp(String path) {
    BenchHttp http;
    try {
      http = new BenchHttp(server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return () -> {
      long begun = System.nanoTime();
      int status = http.get(path);
      long took = System.nanoTime() - begun;
      if (status != 200) throw new IllegalStateException("status " + status + " for " + path);
      return took;
    };
  }

  private String local(Instant instant) {
    return site.clock().localAt(instant).toString();
  }
}
