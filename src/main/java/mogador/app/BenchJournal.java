package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Journals of many readers, from the batch to its acknowledgement after the commit, beside the same
 * rows inserted in batches by one connection and nothing else. One of each in turn.
 */
final class BenchJournal {
  private static final String DOOR = "d-entrance";
  private static final String BOOT = "bench-boot-1";

  /** As many as the protocol lets a batch have. */
  private static final int BATCH = 32;

  /** Rows of one bare transaction: as many as the server writes at most in one of its own. */
  private static final int BARE = 500;

  private static final int WARM_SECONDS = 10;

  private final BenchPark park;
  private final List<Reader> readers = new ArrayList<>();
  private long bareSequence;

  /** One that has more to tell as soon as it may forget what it told. */
  private static final class Reader {
    private final String code;
    private final String door;
    private final BenchMqtt client;
    private long sequence;

    Reader(String code, String door, BenchMqtt client) {
      this.code = code;
      this.door = door;
      this.client = client;
    }

    String topic(String below) {
      return "mogador/v1/" + BenchPark.SITE + "/" + code + "/" + below;
    }

    /** Sends the next batch and waits until it is stored; how long that took, in ns. */
    long tell() throws MqttException, InterruptedException {
      long first = sequence + 1;
      sequence += BATCH;
      var events = new JsonArray();
      for (long i = first; i <= sequence; i++) events.add(event(i, door));
      String batch =
          new JsonObject()
              .put("journal", "bench-" + code)
              .put("boot", BOOT)
              .put("uptime_ms", 1_000_000)
              .put("at", now())
              .put("first", first)
              .put("events", events)
              .encode();
      return client.exchange(topic("journal"), batch, "\"through\":" + sequence + "}").took();
    }
  }

  private BenchJournal(BenchPark park) {
    this.park = park;
  }

  static void run(int seconds, int devices, PrintWriter out) throws InterruptedException {
    try (var park = new BenchPark((database, hash) -> BenchPark.addReaders(database, devices))) {
      var bench = new BenchJournal(park);
      out.println(BenchTimes.machine());
      out.printf(
          "%,d readers with batches of %d events; bare: %d rows each%n", devices, BATCH, BARE);
      out.flush();
      bench.connect();
      bench.measure(seconds, out);
      for (Reader reader : bench.readers) reader.client.close();
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connect() throws MqttException {
    for (Object added : park.addedReaders().getJsonArray("devices")) {
      JsonObject device = (JsonObject) added;
      String code = device.getString("code");
      String name = BenchPark.SITE + "/" + code;
      var client = BenchMqtt.asking(park.mqtt(), name, name, device.getString("password"));
      var reader = new Reader(code, device.getString("door"), client);
      reader.client.subscribe(reader.topic("journal/ack"));
      readers.add(reader);
    }
  }

  private void measure(int seconds, PrintWriter out) throws InterruptedException {
    var bare = new BenchTimes();
    var journals = new BenchTimes();
    turn(WARM_SECONDS, new BenchTimes(), new BenchTimes());
    for (int i = 0; i < seconds; i++) turn(1, bare, journals);
    double floor = bare.perSecond() * BARE;
    double way = journals.perSecond() * BATCH;
    out.print(BenchTimes.head(""));
    out.print(bare.row("bare batches of " + BARE + " rows", 1, ""));
    out.print(journals.row("a batch, to its acknowledgement", readers.size(), ""));
    out.printf(
        Locale.ROOT,
        "%,.0f events per second; bare %,.0f rows per second: %.2f of it%n",
        way,
        floor,
        way / floor);
    double rows = way * rowsPerEvent();
    out.printf(
        Locale.ROOT,
        "with what the audit trail has of them %,.0f rows per second: %.2f of it%n",
        rows,
        rows / floor);
    long stored =
        park.server()
            .database()
            .sql()
            .first(
                row -> row.getLong(0),
                "select count(*) from journal_event where device_code like 'bench-%'")
            .orElse(0L);
    long told = readers.stream().mapToLong(reader -> reader.sequence).sum();
    out.printf("%,d events were told and %,d are stored%n", told, stored - bareSequence);
  }

  /** The event itself, its link of the chain, and what of it is personal. */
  private double rowsPerEvent() {
    return park.server()
        .database()
        .sql()
        .first(
            row -> row.getDouble(0),
            """
            select 1.0 + (e.entries + p.fields)::float8 / e.entries from
              (select count(*) as entries from audit_entry where kind = 'event') e,
              (select count(*) as fields from audit_personal
                where number in (select number from audit_entry where kind = 'event')) p
            """)
        .orElse(1.0);
  }

  private void turn(int seconds, BenchTimes bare, BenchTimes journals) throws InterruptedException {
    bare.measure(1, seconds * 1_000_000_000L, client -> this::insert);
    journals.measure(readers.size(), seconds * 1_000_000_000L, i -> readers.get(i)::tell);
  }

  /** The rows as the server stores them, with all that is in them. */
  private long insert() {
    var sequences = new Long[BARE];
    var contents = new String[BARE];
    Arrays.setAll(sequences, i -> ++bareSequence);
    Arrays.setAll(contents, i -> event(sequences[i], DOOR).encode());
    OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC);
    long begun = System.nanoTime();
    park.server()
        .database()
        .inTransaction(
            sql ->
                sql.run(
                    """
                    insert into journal_event
                      (site_id, device_code, journal_id, sequence, kind, happened_at, time_source,
                       received_at, content)
                    select $1, 'bench-bare', 'bench-journal', sequence, 'door_opened', $2,
                      'estimated', $2, content::jsonb
                    from unnest($3::bigint[], $4::text[]) as rows (sequence, content)
                    """,
                    BenchPark.SITE,
                    at,
                    sequences,
                    contents));
    return System.nanoTime() - begun;
  }

  /** Somebody passes: let in, the door opened, the door shut. */
  private static JsonObject event(long sequence, String door) {
    int step = (int) (sequence % 3);
    var event =
        new JsonObject()
            .put("sequence", sequence)
            .put("kind", List.of("granted", "door_opened", "door_closed").get(step))
            .put("at", now())
            .put("boot", BOOT)
            .put("uptime_ms", 900_000)
            .put("door", door)
            .put("request", new UUID(0, sequence).toString());
    if (step > 0) return event;
    var credential = new JsonObject().put("kind", "uid").put("bytes", "04A1B2C3D4E580");
    return event.put("credential", credential).put("reason", "granted");
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
