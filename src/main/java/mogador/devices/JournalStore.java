package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import mogador.platform.Sql;

/** The journals in the database. All rows of a call travel together, as columns. */
final class JournalStore {
  private static final String ROWS =
      """
      unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[],
        $7::text[], $8::timestamptz[], $9::text[], $10::uuid[]) as s(
        site, device, journal, sequence, kind, happened, source, received, text, person)
      """;

  private JournalStore() {}

  /** Stores what is new, and says which that was. */
  static Set<JournalEvent.Key> insert(Sql sql, Collection<JournalEvent> events) {
    return keys(
        sql.run(
            """
            insert into journal_event
              (site_id, device_code, journal_id, sequence, kind, happened_at, time_source,
               received_at, content, person_id)
            select site, device, journal, sequence, kind, happened, source, received, text::jsonb,
              person
            from\
            """
                + " "
                + ROWS
                + """
                on conflict do nothing
                returning site_id, device_code, journal_id, sequence\
                """,
            columns(events)));
  }

  /**
   * Puts aside what differs from what is stored under its name; each content once. Where the
   * credential was erased meanwhile, the rest is compared, and it is not brought back.
   */
  static Set<JournalEvent.Key> putAside(Sql sql, Collection<JournalEvent> events) {
    return keys(
        sql.run(
            """
            insert into journal_conflict
              (site_id, device_code, journal_id, sequence, content, received_at)
            select distinct on (site, device, journal, s.sequence, compared)
              site, device, journal, s.sequence, compared, received
            from\
            """
                + " "
                + ROWS
                + """
                join journal_event e on e.site_id = site and e.device_code = device
                  and e.journal_id = journal and e.sequence = s.sequence
                cross join lateral (select text::jsonb as content) as sent
                cross join lateral (select case when e.erased_at is null then sent.content
                  else sent.content #- '{credential,hash}' end as compared) as as_kept
                where e.content <> compared and not exists (
                  select from journal_conflict c where c.site_id = site and c.device_code = device
                    and c.journal_id = journal and c.sequence = s.sequence
                    and c.content in (compared, sent.content #- '{credential,hash}'))
                returning site_id, device_code, journal_id, sequence\
                """,
            columns(events)));
  }

  /** The last stored sequence before this one, or 0. */
  static long lastBefore(Sql sql, JournalEvent.Journal journal, long sequence) {
    return sql.first(
            row -> row.getLong("sequence"),
            """
            select sequence from journal_event
            where site_id = $1 and device_code = $2 and journal_id = $3 and sequence < $4
            order by sequence desc limit 1\
            """,
            journal.device().site(),
            journal.device().code(),
            journal.id(),
            sequence)
        .orElse(0L);
  }

  /** How many events are stored between these two, both excluded. */
  static long count(Sql sql, JournalEvent.Journal journal, long after, long before) {
    return sql.first(
            row -> row.getLong("events"),
            """
            select count(*) as events from journal_event
            where site_id = $1 and device_code = $2 and journal_id = $3
              and sequence > $4 and sequence < $5\
            """,
            journal.device().site(),
            journal.device().code(),
            journal.id(),
            after,
            before)
        .orElse(0L);
  }

  /**
   * The end of the unbroken run of stored events behind this sequence; itself if there is none. Of
   * a run longer than any device keeps, a part.
   */
  static long through(Sql sql, JournalEvent.Journal journal, long from) {
    return sql.first(
            row -> Optional.ofNullable(row.getLong("sequence")),
            """
            select max(sequence) as sequence from (
              select sequence, row_number() over (order by sequence) as number
              from journal_event
              where site_id = $1 and device_code = $2 and journal_id = $3 and sequence > $4
              order by sequence limit 20000) as later
            where sequence = $4 + number\
            """,
            journal.device().site(),
            journal.device().code(),
            journal.id(),
            from)
        .flatMap(sequence -> sequence)
        .orElse(from);
  }

  /** Who asked for the orders that these events carried out, by the order. */
  static Map<UUID, UUID> askers(Sql sql, Collection<JournalEvent> events) {
    Map<UUID, UUID> askers = new HashMap<>();
    UUID[] orders =
        events.stream().flatMap(event -> event.order().stream()).distinct().toArray(UUID[]::new);
    if (orders.length == 0) return askers;
    for (Row row :
        sql.run("select id, asked_by from device_command where id = any($1)", (Object) orders)) {
      askers.put(row.getUUID("id"), row.getUUID("asked_by"));
    }
    return askers;
  }

  /** What people are called, by id. */
  static Map<UUID, String> names(Sql sql, Collection<UUID> persons) {
    Map<UUID, String> names = new HashMap<>();
    if (persons.isEmpty()) return names;
    for (Row row :
        sql.run(
            "select id, coalesce(nullif(name, ''), email) as name from person where id = any($1)",
            (Object) persons.toArray(UUID[]::new))) {
      names.put(row.getUUID("id"), row.getString("name"));
    }
    return names;
  }

  private static Set<JournalEvent.Key> keys(Iterable<Row> rows) {
    List<JournalEvent.Key> keys =
        StreamSupport.stream(rows.spliterator(), false)
            .map(
                row ->
                    new JournalEvent.Key(
                        new JournalEvent.Journal(
                            new DeviceId(row.getString("site_id"), row.getString("device_code")),
                            row.getString("journal_id")),
                        row.getLong("sequence")))
            .toList();
    return new HashSet<>(keys);
  }

  private static Object[] columns(Collection<JournalEvent> events) {
    return new Object[] {
      texts(events, event -> event.key().journal().device().site()),
      texts(events, event -> event.key().journal().device().code()),
      texts(events, event -> event.key().journal().id()),
      events.stream().map(event -> event.key().sequence()).toArray(Long[]::new),
      texts(events, JournalEvent::kind),
      events.stream().map(event -> event.time().at()).toArray(Instant[]::new),
      texts(events, event -> event.time().source().code()),
      events.stream().map(JournalEvent::receivedAt).toArray(Instant[]::new),
      texts(events, event -> event.content().toString()),
      events.stream().map(event -> event.person().orElse(null)).toArray(UUID[]::new),
    };
  }

  private static String[] texts(
      Collection<JournalEvent> events, Function<JournalEvent, String> text) {
    return events.stream().map(text).toArray(String[]::new);
  }

  /** Who was asked for a PIN at a reader just before an event of its journal. */
  static Optional<UUID> askedForPin(Sql sql, JournalEvent.Key key, Instant at) {
    return sql.first(
            row -> Optional.ofNullable(row.getUUID("person_id")),
            """
            select person_id from journal_event
            where site_id = $1 and device_code = $2 and journal_id = $3 and sequence < $4
              and sequence > $4 - 20 and kind = 'denied' and happened_at >= $5
              and content->>'reason' = 'second_factor_needed'
            order by sequence desc limit 1\
            """,
            key.journal().device().site(),
            key.journal().device().code(),
            key.journal().id(),
            key.sequence(),
            at.minus(JournalEvent.PIN_WAITS))
        .flatMap(person -> person);
  }
}
