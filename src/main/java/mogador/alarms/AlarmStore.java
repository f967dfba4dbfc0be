package mogador.alarms;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;

/** Alarms in the database. */
final class AlarmStore {
  private static final String SHOWN =
      """
      select a.id, a.site_id, a.kind, a.subject, a.device_code, a.door_code, a.happened_at,
        a.raised_at, a.late,
        a.count, a.last_at, a.over_at, a.acknowledged_at, a.cleared_at,
        coalesce(nullif(k.name, ''), k.email) as acknowledger,
        coalesce(nullif(c.name, ''), c.email) as clearer
      from alarm a left join person k on k.id = a.acknowledged_by
        left join person c on c.id = a.cleared_by
      """;
  private static final String STATE =
      """
      select id, site_id, kind, a.subject, device_code, door_code, count, late, over_at,
        acknowledged_at, last_device, last_journal, last_sequence, last_at
      from alarm a
      """;

  private AlarmStore() {}

  /** An open alarm, to be taken a step further. */
  record Open(UUID id, Subject subject, AlarmState state) {}

  /**
   * Lets nobody else raise or end alarms about these until the transaction ends. Taken in one
   * order, so that nobody waits in a circle.
   */
  static void lock(Sql sql, Collection<Subject> subjects) {
    String[] keys =
        subjects.stream().map(s -> s.site() + "/" + s.key()).distinct().toArray(String[]::new);
    sql.run(
        """
        select pg_advisory_xact_lock(hashtextextended('alarm ' || key, 0))
        from (select key from unnest($1::text[]) as k (key) order by key offset 0) ordered
        """,
        (Object) keys);
  }

  static List<Open> open(Sql sql, Collection<Subject> subjects) {
    return sql.list(
        AlarmStore::openFromRow,
        STATE
            + """
            join unnest($1::text[], $2::text[]) as s (site, subject)
              on s.site = a.site_id and s.subject = a.subject
            where cleared_at is null
            """,
        subjects.stream().map(Subject::site).toArray(String[]::new),
        subjects.stream().map(Subject::key).toArray(String[]::new));
  }

  /** An open alarm of a site, kept from others until the transaction ends. */
  static Optional<Open> forStep(Sql sql, String site, UUID id) {
    return sql.first(
        AlarmStore::openFromRow,
        STATE + "where id = $1 and site_id = $2 and cleared_at is null for update",
        id,
        site);
  }

  static void insert(Sql sql, Open alarm, Instant now) {
    AlarmState state = alarm.state();
    sql.run(
        """
        insert into alarm (id, site_id, kind, subject, device_code, door_code, raised_at,
          happened_at, late, count, last_device, last_journal, last_sequence, last_at, over_at,
          cleared_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $8, $14, $15)
        """,
        alarm.id(),
        alarm.subject().site(),
        state.kind().code(),
        alarm.subject().key(),
        alarm.subject().device(),
        alarm.subject().door(),
        now,
        state.last().at(),
        state.late(),
        state.count(),
        state.last().device(),
        state.last().journal(),
        state.last().sequence(),
        state.over() ? Optional.of(now) : Optional.empty(),
        state.cleared() ? Optional.of(now) : Optional.empty());
  }

  /** What facts make of it; who did something to it is kept beside, by {@link #step}. */
  static void update(Sql sql, Open alarm, Instant now) {
    AlarmState state = alarm.state();
    sql.run(
        """
        update alarm set device_code = $2, late = $3, count = $4, last_device = $5,
          last_journal = $6, last_sequence = $7, last_at = $8,
          over_at = case when $9 then coalesce(over_at, $11) end,
          cleared_at = case when $10 then coalesce(cleared_at, $11) end
        where id = $1
        """,
        alarm.id(),
        alarm.subject().device(),
        state.late(),
        state.count(),
        state.last().device(),
        state.last().journal(),
        state.last().sequence(),
        state.last().at(),
        state.over(),
        state.cleared(),
        now);
  }

  /** Someone has acknowledged it, or cleared it too. */
  static void step(Sql sql, UUID id, UUID person, boolean clears, Instant now) {
    sql.run(
        """
        update alarm set acknowledged_at = coalesce(acknowledged_at, $3),
          acknowledged_by = coalesce(acknowledged_by, $2),
          cleared_at = case when $4 then $3 end, cleared_by = case when $4 then $2 end
        where id = $1
        """,
        id,
        person,
        now,
        clears);
  }

  static Optional<Alarm> byId(Sql sql, String site, UUID id) {
    return sql.first(AlarmStore::fromRow, SHOWN + "where a.id = $1 and a.site_id = $2", id, site);
  }

  /** The open ones of a site, the newest first. */
  static List<Alarm> open(Sql sql, String site) {
    return sql.list(
        AlarmStore::fromRow,
        SHOWN
            + """
            where a.site_id = $1 and a.cleared_at is null
            order by a.raised_at desc, a.id desc limit 200
            """,
        site);
  }

  /** The latest of a site that are open, or that are cleared, the newest first. */
  static List<Alarm> latest(
      Sql sql, String site, Optional<AlarmKind> kind, boolean open, int limit) {
    return sql.list(
        AlarmStore::fromRow,
        SHOWN
            + """
            where a.site_id = $1 and ($2::text is null or a.kind = $2)
              and (a.cleared_at is null) = $3
            order by a.raised_at desc, a.id desc limit $4
            """,
        site,
        kind.map(AlarmKind::code),
        open,
        limit);
  }

  private static Alarm fromRow(Row row) {
    return new Alarm(
        row.getUUID("id"),
        AlarmKind.of(row.getString("kind")).orElseThrow(),
        subject(row),
        Sql.instant(row, "happened_at"),
        Sql.instant(row, "raised_at"),
        row.getBoolean("late"),
        row.getInteger("count"),
        Sql.instant(row, "last_at"),
        Sql.optionalInstant(row, "over_at"),
        step(row, "acknowledged_at", "acknowledger"),
        step(row, "cleared_at", "clearer"));
  }

  private static Optional<Alarm.Step> step(Row row, String at, String by) {
    return Sql.optionalInstant(row, at)
        .map(when -> new Alarm.Step(when, Optional.ofNullable(row.getString(by))));
  }

  private static Open openFromRow(Row row) {
    var state =
        new AlarmState(
            AlarmKind.of(row.getString("kind")).orElseThrow(),
            row.getInteger("count"),
            row.getBoolean("late"),
            Sql.optionalInstant(row, "over_at").isPresent(),
            Sql.optionalInstant(row, "acknowledged_at").isPresent(),
            false,
            new Moment(
                row.getString("last_device"),
                row.getString("last_journal"),
                row.getLong("last_sequence"),
                Sql.instant(row, "last_at")));
    return new Open(row.getUUID("id"), subject(row), state);
  }

  private static Subject subject(Row row) {
    return Subject.kept(
        row.getString("site_id"),
        row.getString("device_code"),
        Optional.ofNullable(row.getString("door_code")),
        row.getString("subject"));
  }
}
