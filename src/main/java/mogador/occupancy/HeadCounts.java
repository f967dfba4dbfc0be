package mogador.occupancy;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Expiring;
import mogador.platform.Sql;

/** How many people are inside, by what counters said and by who corrected them. */
public final class HeadCounts {
  /** As long as readings; who corrected what stays in the audit trail. */
  public static final Expiring CORRECTIONS =
      new Expiring("count_correction", "counted_at", Duration.ofDays(30));

  private HeadCounts() {}

  /** In a site's spaces, by the space's id, since a moment at which nobody was inside. */
  public static Map<Long, HeadCount> since(Sql sql, String site, Instant since) {
    Map<Long, List<CountReading>> readings = readings(sql, site, Optional.empty(), since);
    Map<Long, List<CountCorrection>> corrections = corrections(sql, site, since);
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

  /** In one space, up to another moment; what was corrected at that moment does not count yet. */
  public static HeadCount between(Sql sql, String site, long space, Instant since, Instant until) {
    return HeadCount.of(
        readings(sql, site, Optional.of(space), since).getOrDefault(space, List.of()).stream()
            .filter(reading -> !reading.at().isAfter(until))
            .toList(),
        corrections(sql, site, since).getOrDefault(space, List.of()).stream()
            .filter(one -> one.at().isBefore(until))
            .toList(),
        since);
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

  /** With the last words of each counter before that moment. */
  private static Map<Long, List<CountReading>> readings(
      Sql sql, String site, Optional<Long> space, Instant since) {
    Map<Long, List<CountReading>> bySpace = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select space_id, device_code, boot, count_in, count_out, happened_at
            from count_reading
            where site_id = $1 and happened_at >= $2 and ($3::bigint is null or space_id = $3)
            union all
            (select distinct on (device_code)
               space_id, device_code, boot, count_in, count_out, happened_at
             from count_reading
             where site_id = $1 and happened_at < $2 and ($3::bigint is null or space_id = $3)
             order by device_code, happened_at desc)
            """,
            site,
            since,
            space.orElse(null))) {
      bySpace
          .computeIfAbsent(row.getLong("space_id"), id -> new ArrayList<>())
          .add(
              new CountReading(
                  row.getString("device_code"),
                  row.getString("boot"),
                  row.getLong("count_in"),
                  row.getLong("count_out"),
                  Sql.instant(row, "happened_at")));
    }
    return bySpace;
  }

  private static Map<Long, List<CountCorrection>> corrections(Sql sql, String site, Instant since) {
    Map<Long, List<CountCorrection>> bySpace = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select space_id, inside, counted_at from count_correction
            where site_id = $1 and counted_at >= $2
            """,
            site,
            since)) {
      bySpace
          .computeIfAbsent(row.getLong("space_id"), id -> new ArrayList<>())
          .add(new CountCorrection(row.getLong("inside"), Sql.instant(row, "counted_at")));
    }
    return bySpace;
  }
}
