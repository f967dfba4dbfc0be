package mogador.occupancy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Sql;

/** Keeps what people counters say, each reading once, and counts who is inside by it. */
public final class CountStore implements CountLog, AutoCloseable {
  /** Long enough for a muster; what was used over time is another's to keep. */
  public static final Expiring READINGS =
      new Expiring("count_reading", "happened_at", Duration.ofDays(30));

  /** As long; who corrected what stays in the audit trail. */
  public static final Expiring CORRECTIONS =
      new Expiring("count_correction", "counted_at", Duration.ofDays(30));

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
    return counts(since, readings(sql, site, since), corrections(sql, site, since));
  }

  /** What a space's counters had counted by another moment, whatever was corrected then. */
  public static long inside(Sql sql, String site, long space, Instant since, Instant until) {
    return HeadCount.of(
            readings(sql, site, since).getOrDefault(space, List.of()).stream()
                .filter(reading -> !reading.at().isAfter(until))
                .toList(),
            corrections(sql, site, since).getOrDefault(space, List.of()).stream()
                .filter(one -> one.at().isBefore(until))
                .toList(),
            since)
        .inside();
  }

  private static Map<Long, List<CountReading>> readings(Sql sql, String site, Instant since) {
    Map<Long, List<CountReading>> bySpace = new HashMap<>();
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
              .computeIfAbsent(row.getLong("space_id"), space -> new ArrayList<>())
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
    return bySpace;
  }

  private static Map<Long, HeadCount> counts(
      Instant since,
      Map<Long, List<CountReading>> readings,
      Map<Long, List<CountCorrection>> corrections) {
    Set<Long> spaces = new HashSet<>(readings.keySet());
    spaces.addAll(corrections.keySet());
    Map<Long, HeadCount> counts = new HashMap<>();
    for (long space : spaces) {
      counts.put(
          space,
          HeadCount.of(
              readings.getOrDefault(space, List.of()),
              corrections.getOrDefault(space, List.of()),
              since));
    }
    return counts;
  }

  /**
   * Says how many there were; what was said of the same space and moment before is replaced.
   *
   * @param had how many there were by the counters
   * @return whether that is news
   */
  public static boolean isCorrected(
      Sql sql,
      String site,
      long space,
      CountCorrection correction,
      long had,
      Instant now,
      UUID by) {
    return sql.update(
            """
            insert into count_correction
              (space_id, site_id, counted_at, inside, counters_had, corrected_at, corrected_by)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (space_id, counted_at) do update
              set inside = excluded.inside, corrected_at = excluded.corrected_at,
                corrected_by = excluded.corrected_by
              where count_correction.inside <> excluded.inside
            """,
            space,
            site,
            correction.at(),
            correction.inside(),
            had,
            now,
            by)
        == 1;
  }

  private static Map<Long, List<CountCorrection>> corrections(Sql sql, String site, Instant since) {
    Map<Long, List<CountCorrection>> bySpace = new HashMap<>();
    sql.run(
            """
            select space_id, inside, counted_at from count_correction
            where site_id = $1 and counted_at >= $2
            """,
            site,
            since)
        .forEach(
            row ->
                bySpace
                    .computeIfAbsent(row.getLong("space_id"), space -> new ArrayList<>())
                    .add(
                        new CountCorrection(
                            row.getLong("inside"), Sql.instant(row, "counted_at"))));
    return bySpace;
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
