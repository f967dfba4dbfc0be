package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import mogador.platform.Database;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What sensors say, from MQTT to committed rows, while a manager's page is open, beside the same
 * rows inserted by one connection and nothing else: in batches, as the driver has them, and by
 * statements of many rows, as the server writes. One of each in turn. Then quarters of an hour are
 * counted, and both together tell how many sensors one node has room for.
 */
final class BenchTelemetry {
  private static final int SEATS = 1_000;

  /** As many seats are kept for changes that a page is to be told of. */
  private static final int PROBES = 200;

  private static final int SENDERS = 4;
  private static final String SEAT = "mogador/v1/" + BenchSensors.SITE + "/seat-p-";

  /** What no server listens to. */
  private static final String BARELY = "bare";

  /** Messages on their way at once. */
  private static final int AHEAD = 4_000;

  /** Rows of one bare transaction: as many as the server writes at most in one of its own. */
  private static final int BARE = 500;

  private static final int WARM_SECONDS = 10;
  private static final int PLANNED = 350_000;
  private static final int MINUTES = 15;

  private final BenchPark park;
  private final List<Long> spaces;
  private final List<BenchMqtt> senders = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicInteger probes = new AtomicInteger();
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final BenchTimes pushed = new BenchTimes();
  private Instant bareAt = Instant.now().minus(Duration.ofDays(12)).truncatedTo(ChronoUnit.HOURS);

  private BenchTelemetry(BenchPark park) {
    this.park = park;
    spaces =
        park.server()
            .database()
            .sql()
            .list(
                row -> row.getLong("id"),
                "select id from space where site_id = $1 order by id",
                BenchSensors.SITE);
  }

  static void run(int seconds, BenchPark.Broker broker, PrintWriter out)
      throws InterruptedException {
    String[] token = new String[1];
    try (var park =
        new BenchPark(
            broker,
            (database, hash) -> {
              BenchSensors.add(database, SEATS);
              token[0] = BenchPark.manager(database);
            })) {
      var bench = new BenchTelemetry(park);
      out.println(BenchTimes.machine());
      out.printf(
          Locale.ROOT,
          "%,d seats with a sensor each, %d connections, one open page; bare: %d rows each%n",
          SEATS,
          SENDERS,
          BARE);
      out.flush();
      for (int i = 0; i < SENDERS; i++) bench.senders.add(bench.client("bench-sensors-" + i));
      try (BenchMqtt _ = bench.dropping();
          Socket _ = bench.page(token[0])) {
        bench.measure(seconds, out);
      }
      for (BenchMqtt sender : bench.senders) sender.close();
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BenchMqtt client(String name) throws MqttException {
    var account = park.account();
    return BenchMqtt.asking(park.mqtt(), name, account.user(), account.password());
  }

  private BenchMqtt dropping() throws MqttException {
    var account = park.account();
    var client =
        new BenchMqtt(
            park.mqtt(),
            "bench-dropping",
            account.user(),
            account.password(),
            (it, topic, text) -> heard.incrementAndGet());
    client.subscribe("mogador/v1/" + BenchSensors.SITE + "/+/" + BARELY);
    return client;
  }

  private void measure(int seconds, PrintWriter out) throws InterruptedException {
    var rows = new BenchTimes();
    var whole = new BenchTimes();
    var dropped = new Told();
    var kept = new Told();
    turn(WARM_SECONDS, new BenchTimes(), new BenchTimes(), new Told(), new Told());
    for (int i = 0; i < seconds; i++) turn(1, rows, whole, dropped, kept);
    double floor = rows.perSecond() * BARE;
    double steep = whole.perSecond() * BARE;
    out.print(BenchTimes.head(""));
    out.print(rows.row("bare batches of " + BARE + " inserts", 1, ""));
    out.print(whole.row("bare statements of " + BARE + " rows", 1, ""));
    pushed.elapsed(seconds * 1_000_000_000L);
    out.print(pushed.row("a change, to the open page", 1, ""));
    out.printf(
        Locale.ROOT,
        "%,.0f messages per second, each a committed row%n"
            + "  bare %,.0f rows per second in batches of inserts: %.2f of it%n"
            + "  bare %,.0f rows per second in statements of many rows: %.2f of it%n"
            + "  bare %,.0f messages per second: %.2f of it%n",
        kept.perSecond(),
        floor,
        kept.perSecond() / floor,
        steep,
        kept.perSecond() / steep,
        dropped.perSecond(),
        kept.perSecond() / dropped.perSecond());
    double quarters = quartersPerSecond();
    double need = PLANNED / 60.0 / kept.perSecond() + PLANNED / 60.0 / MINUTES / quarters;
    out.printf(
        Locale.ROOT,
        "%,.0f quarters of an hour counted per second, of seats heard each minute%n"
            + "%,d sensors at one message a minute: %.2f of what this machine does, its load"
            + " included; %d of its kind%n",
        quarters,
        PLANNED,
        need,
        (int) Math.ceil(need));
    out.flush();
  }

  /** How many messages were sent, until the last had come where it should. */
  private static final class Told {
    private long count;
    private long nanos;

    double perSecond() {
      return count / (nanos / 1e9);
    }
  }

  private void turn(int seconds, BenchTimes rows, BenchTimes whole, Told dropped, Told kept)
      throws InterruptedException {
    rows.measure(1, seconds * 1_000_000_000L, client -> this::insertEach);
    whole.measure(1, seconds * 1_000_000_000L, client -> this::insert);
    tell(seconds, dropped, BARELY, heard::get);
    tell(seconds, kept, "telemetry", this::stored);
  }

  private void tell(int seconds, Told told, String below, LongSupplier arrived)
      throws InterruptedException {
    long begun = System.nanoTime();
    long before = arrived.getAsLong();
    sent.set(0);
    LongSupplier ahead = () -> sent.get() - (arrived.getAsLong() - before);
    new BenchTimes()
        .measure(
            SENDERS, seconds * 1_000_000_000L, number -> new Sender(number, below, ahead)::send);
    while (ahead.getAsLong() > 0) {
      if (System.nanoTime() - begun > (seconds + 30) * 1_000_000_000L) {
        throw new IllegalStateException(ahead.getAsLong() + " messages did not come");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    told.count += sent.get();
    told.nanos += System.nanoTime() - begun;
  }

  private long stored() {
    return (long) park.server().counted("mogador_signs_stored");
  }

  /** One connection, on which its sensors speak in turn. */
  private final class Sender {
    private final int number;
    private final String below;
    private final LongSupplier ahead;
    private int next;

    Sender(int number, String below, LongSupplier ahead) {
      this.number = number;
      this.below = below;
      this.ahead = ahead;
    }

    long send() throws MqttException, InterruptedException {
      while (ahead.getAsLong() > AHEAD) TimeUnit.MICROSECONDS.sleep(200);
      long begun = System.nanoTime();
      int seat = PROBES + (number + SENDERS * next++) % (SEATS - PROBES);
      publish(seat, "vacant");
      if (number == 0 && next % 500 == 0) probe();
      return System.nanoTime() - begun;
    }

    /** A seat that somebody takes: the page shows it. */
    private void probe() throws MqttException, InterruptedException {
      if (below.equals(BARELY) || probes.get() >= PROBES) return;
      int seat = probes.getAndIncrement();
      asked.put(BenchSensors.SITE + "/p-" + seat, System.nanoTime());
      publish(seat, "occupied");
    }

    private void publish(int seat, String presence) throws MqttException, InterruptedException {
      senders.get(number).publishOnce(SEAT + seat + "/" + below, telemetry(presence));
      sent.incrementAndGet();
    }
  }

  private static String telemetry(String presence) {
    long now = System.nanoTime();
    return new JsonObject()
        .put("boot", "bench-boot-1")
        .put("uptime_ms", now / 1_000_000)
        .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("presence", presence)
        .put("battery_pct", 80)
        .encode();
  }

  /** Opens the live page's stream, and notes when each change comes. */
  private Socket page(String token) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), park.server().port());
    String request =
        "GET /ops/"
            + BenchSensors.SITE
            + "/events HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n"
            + "authorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String status = in.readLine();
    if (status == null || !status.contains("200")) {
      throw new IllegalStateException("the page's stream answers " + status);
    }
    Thread.ofVirtual().name("bench-page").start(() -> listen(in));
    return socket;
  }

  private void listen(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("data: {\"space\"")) continue;
        JsonObject state = new JsonObject(line.substring("data: ".length()));
        Long since = asked.remove(state.getString("space"));
        if (since != null) pushed.add(System.nanoTime() - since);
      }
    } catch (IOException closed) {
      // The bench is over.
    }
  }

  /** One insert for each of all seats at one minute after the other, sent together. */
  private long insertEach() {
    Instant at = bareAt;
    bareAt = bareAt.plus(Duration.ofMinutes(1));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < BARE; i++) {
      rows.add(List.of(BenchSensors.SITE, spaces.get(i), "seat-p-" + i, "vacant", at, at));
    }
    long begun = System.nanoTime();
    park.server()
        .database()
        .inTransaction(
            sql -> {
              sql.runEach(
                  """
                  insert into sign
                    (site_id, space_id, device_code, kind, happened_at, received_at)
                  values ($1, $2, $3, $4, $5, $6)\
                  """,
                  rows);
              return rows;
            });
    return System.nanoTime() - begun;
  }

  /** The same as one statement, as the server keeps them. */
  private long insert() {
    var at = new Instant[BARE];
    Arrays.fill(at, bareAt);
    Long[] some = spaces.subList(0, BARE).toArray(Long[]::new);
    bareAt = bareAt.plus(Duration.ofMinutes(1));
    long begun = System.nanoTime();
    park.server()
        .database()
        .inTransaction(
            sql ->
                sql.run(
                    """
                    insert into sign (site_id, space_id, device_code, kind, happened_at, received_at)
                    select $1, space, 'seat-p-' || n, 'vacant', happened, happened
                    from unnest($2::bigint[], $3::timestamptz[]) with ordinality
                      as rows (space, happened, n)
                    """,
                    BenchSensors.SITE,
                    some,
                    at));
    return System.nanoTime() - begun;
  }

  /** Counts the quarters of what was inserted barely, which are over. */
  private double quartersPerSecond() {
    Database database = park.server().database();
    database
        .sql()
        .run(
            """
            insert into use_due (space_id, quarter)
            select distinct space_id, date_bin('15 minutes', happened_at, '2026-01-01')
            from sign where happened_at < $1 order by 2, 1 limit 20000
            on conflict do nothing
            """,
            bareAt.minus(Duration.ofMinutes(MINUTES)));
    long begun = System.nanoTime();
    int counted = park.server().reports.use().run();
    return counted / ((System.nanoTime() - begun) / 1e9);
  }
}
