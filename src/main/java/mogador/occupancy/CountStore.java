package mogador.occupancy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Sql;

/** Keeps what people counters say, each reading once, and counts who is inside by it. */
public final class CountStore implements CountLog, AutoCloseable {
  /** Long enough for a muster; what was used over time is another's to keep. */
  public static final Expiring READINGS =
      new Expiring("count_reading", "happened_at", Duration.ofDays(30));

  private final Database database;
  private final Clock clock;
  private final BatchWriter<Counted> writer;
  private final Map<Counter, CountReading> last = new ConcurrentHashMap<>();

  private record Counter(String site, String device) {}

  private record Counted(String site, long space, CountReading reading) {}

  public CountStore(Database database, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    writer = new BatchWriter<>("count-store", this::store, meters, "mogador_counts");
  }

  public void start() {
    writer.start();
  }

  @Override
  public void counted(String site, long space, CountReading reading) {
    CountReading before = last.put(new Counter(site, reading.device()), reading);
    boolean same =
        before != null
            && before.boot().equals(reading.boot())
            && before.in() == reading.in()
            && before.out() == reading.out();
    if (!same) writer.offer(new Counted(site, space, reading));
  }

  /** What the counters of a site's spaces have counted since a moment, by the space's id. */
  public static Map<Long, HeadCount> since(Sql sql, String site, Instant since) {
    Map<Long, List<CountReading>> bySpace = new ConcurrentHashMap<>();
    sql.list(
        row -> {
          var reading =
              new CountReading(
                  row.getString("device_code"),
                  row.getString("boot"),
                  row.getLong("count_in"),
                  row.getLong("count_out"),
                  Sql.instant(row, "happened_at"));
          return bySpace
              .computeIfAbsent(row.getLong("space_id"), space -> new java.util.ArrayList<>())
              .add(reading);
        },
        """
        select space_id, device_code, boot, count_in, count_out, happened_at
        from count_reading where site_id = $1 and happened_at >= $2
        union all
        (select distinct on (device_code)
           space_id, device_code, boot, count_in, count_out, happened_at
         from count_reading where site_id = $1 and happened_at < $2
         order by device_code, happened_at desc)
        """,
        site,
        since);
    Map<Long, HeadCount> counts = new ConcurrentHashMap<>();
    bySpace.forEach((space, readings) -> counts.put(space, HeadCount.of(readings, since)));
    return counts;
  }

  /** Writes what waits, if the database is there, and stops. */
  @Override
  public void close() {
    writer.close();
  }

  private void store(List<Counted> batch) {
    database
        .sql()
        .runEach(
            """
            insert into count_reading (site_id, space_id, device_code, boot, count_in, count_out,
              happened_at, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing\
            """,
            batch.stream().map(this::values).toList());
  }

  private List<Object> values(Counted counted) {
    CountReading reading = counted.reading();
    return List.of(
        counted.site(),
        counted.space(),
        reading.device(),
        reading.boot(),
        reading.in(),
        reading.out(),
        reading.at(),
        clock.instant());
  }
}
