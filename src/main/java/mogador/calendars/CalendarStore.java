package mogador.calendars;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** Bookings and series as calendars need them; only read here. */
final class CalendarStore {
  // An occurrence counts its series' changes too, or a calendar would take it for an older one.
  private static final String SELECT =
      """
      select b.id, b.reference, b.site_id, b.space_id, b.status, b.local_from, b.local_to,
             b.starts_at, b.ends_at, greatest(b.sequence, s.sequence) as sequence, b.created_at,
             greatest(b.created_at, b.cancelled_at, (select max(happened_at) from booking_event e
               where e.booking_id = b.id)) as changed_at,
             b.series_id, b.recurrence, b.decide_by, b.purpose, b.price_centimes, b.refund_centimes,
             p.id as person_id, p.email, p.name, p.language, p.suspended
      from booking b join person p on p.id = b.person_id left join series s on s.id = b.series_id
      """;

  private static final String IN_CALENDARS = " b.status in ('confirmed', 'requested') ";

  private CalendarStore() {}

  static Optional<Entry> entry(Sql sql, UUID booking) {
    return sql.first(CalendarStore::entry, SELECT + "where b.id = $1", booking);
  }

  /** A person's own that touch a window, those nearest to now first. */
  static List<Entry> ofPerson(Sql sql, UUID person, Window window, int limit) {
    return within(sql, "b.person_id = $1", person, window, limit);
  }

  /** Those a company pays for; what its members book for themselves is theirs alone. */
  static List<Entry> ofCompany(Sql sql, UUID company, Window window, int limit) {
    return within(sql, "b.company_id = $1", company, window, limit);
  }

  /** Those of any of these spaces. */
  static List<Entry> ofSpaces(Sql sql, Collection<Long> spaces, Window window, int limit) {
    return within(sql, "b.space_id = any($1)", spaces.toArray(Long[]::new), window, limit);
  }

  /** What a feed shows: from when to when, and what is near. */
  record Window(TimeSlot slot, Instant now) {}

  private static List<Entry> within(Sql sql, String whose, Object of, Window window, int limit) {
    return sql.list(
        CalendarStore::entry,
        SELECT
            + " where "
            + whose
            + " and "
            + IN_CALENDARS
            + """
             and b.starts_at < $3 and b.ends_at > $2
            order by abs(extract(epoch from b.starts_at - $4)), b.id limit $5
            """,
        of,
        window.slot().start(),
        window.slot().end(),
        window.now(),
        limit);
  }

  /** A series with those of its bookings that stand; none may. */
  static Optional<Series> series(Sql sql, UUID id) {
    return series(sql, List.of(id)).stream().findFirst();
  }

  static List<Series> series(Sql sql, Collection<UUID> ids) {
    if (ids.isEmpty()) return List.of();
    UUID[] wanted = ids.toArray(UUID[]::new);
    Map<UUID, List<Entry>> entries =
        sql
            .list(
                CalendarStore::entry,
                SELECT + "where b.series_id = any($1) and" + IN_CALENDARS,
                (Object) wanted)
            .stream()
            .collect(Collectors.groupingBy(entry -> entry.series().orElseThrow()));
    return sql.list(
        row -> series(row, entries),
        """
        select s.id, s.site_id, s.space_id, s.rule, s.local_from, s.local_to, s.sequence,
               s.created_at,
               p.id as person_id, p.email, p.name, p.language, p.suspended
        from series s join person p on p.id = s.person_id where s.id = any($1) order by s.id
        """,
        (Object) wanted);
  }

  /** Any booking of a series, the latest; when none stands. */
  static Optional<Entry> lastOf(Sql sql, UUID series) {
    return sql.first(
        CalendarStore::entry,
        SELECT + "where b.series_id = $1 order by b.starts_at desc, b.id limit 1",
        series);
  }

  private static Series series(Row row, Map<UUID, List<Entry>> entries) {
    UUID id = row.getUUID("id");
    return new Series(
        id,
        person(row),
        row.getString("site_id"),
        row.getLong("space_id"),
        row.getString("rule"),
        row.getLocalDateTime("local_from"),
        row.getLocalDateTime("local_to"),
        row.getInteger("sequence"),
        Sql.instant(row, "created_at"),
        entries.getOrDefault(id, List.of()));
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getUUID("id"),
        row.getString("reference"),
        row.getString("site_id"),
        row.getLong("space_id"),
        person(row),
        Entry.Standing.of(row.getString("status")),
        row.getLocalDateTime("local_from"),
        row.getLocalDateTime("local_to"),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        row.getInteger("sequence"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "changed_at"),
        Optional.ofNullable(row.getUUID("series_id")),
        Optional.ofNullable(row.getLocalDateTime("recurrence")),
        Sql.optionalInstant(row, "decide_by"),
        row.getString("purpose"),
        row.getLong("price_centimes"),
        row.getLong("refund_centimes"));
  }

  private static Person person(Row row) {
    return new Person(
        row.getUUID("person_id"),
        row.getString("email"),
        row.getString("name"),
        Language.of(row.getString("language")).orElse(Language.FR),
        row.getBoolean("suspended"));
  }
}
