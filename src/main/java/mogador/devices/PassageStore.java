package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mogador.access.Whereabouts.Passage;
import mogador.platform.Sql;

/** Who went through which doors, as the journals have it. */
final class PassageStore {
  private static final int MOST = 200_000;

  private PassageStore() {}

  /** Someone a door has let through, or who waited for a second person. */
  record Told(DeviceId reader, Passage passage, boolean waited) {}

  /**
   * All passages at these sites, and those of who went in behind a second person.
   *
   * @param read a row's passage; empty when its door is no more
   */
  static List<Passage> since(
      Sql sql, Collection<String> sites, Instant since, Function<Row, Optional<Told>> read) {
    List<Told> all = new ArrayList<>();
    for (Row row :
        sql.run(
            """
            select site_id, device_code, kind, content->>'door' as door, person_id, happened_at
            from journal_event
            where site_id = any($1) and happened_at > $2 and person_id is not null
              and (kind = 'granted'
                or kind = 'denied' and content->>'reason' = 'second_person_needed')
            order by happened_at, device_code, sequence limit $3
            """,
            sites.toArray(String[]::new),
            since,
            MOST)) {
      read.apply(row).ifPresent(all::add);
    }
    return together(all, AtReaders.TOGETHER);
  }

  /** Whoever waited at a reader went in with whom it let in next. */
  static List<Passage> together(List<Told> all, Duration within) {
    Map<DeviceId, Passage> waiting = new HashMap<>();
    List<Passage> passages = new ArrayList<>();
    for (Told told : all) {
      if (told.waited()) {
        waiting.put(told.reader(), told.passage());
        continue;
      }
      passages.add(told.passage());
      Optional.ofNullable(waiting.remove(told.reader()))
          .filter(one -> !told.passage().at().isAfter(one.at().plus(within)))
          .ifPresent(passages::add);
    }
    return passages;
  }
}
