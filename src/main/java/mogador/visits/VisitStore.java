package mogador.visits;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.Language;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** Visits in the database. */
final class VisitStore {
  private static final String SELECT =
      """
      select v.id, v.site_id, v.host_id, coalesce(nullif(h.name, ''), h.email) as host,
        v.visitor_id, p.name, p.language, v.token, v.email, v.company, v.note, v.space_id, v.escort,
        v.local_from, v.local_to, v.starts_at, v.ends_at, v.status, v.badge, v.received_at,
        v.left_at, v.sequence, v.created_at, v.changed_at
      from visit v join person h on h.id = v.host_id join person p on p.id = v.visitor_id
      """;

  private VisitStore() {}

  static Optional<Visit> find(Sql sql, UUID id) {
    return sql.first(VisitStore::fromRow, SELECT + "where v.id = $1", id);
  }

  /** The same, held until the transaction ends. */
  static Optional<Visit> lock(Sql sql, UUID id) {
    return sql.first(VisitStore::fromRow, SELECT + "where v.id = $1 for update of v, p", id);
  }

  static Optional<Visit> byToken(Sql sql, String token) {
    return sql.first(VisitStore::fromRow, SELECT + "where v.token = $1", token);
  }

  /** Those a host invited, the next ones first, then the latest that are over. */
  static List<Visit> ofHost(Sql sql, UUID host, Instant now, int limit) {
    return sql.list(
        VisitStore::fromRow,
        SELECT
            + """
            where v.host_id = $1 and v.forgotten_at is null
            order by v.ends_at <= $2 or v.status in ('left', 'cancelled'),
              abs(extract(epoch from v.starts_at - $2)), v.id limit $3
            """,
        host,
        now,
        limit);
  }

  /** Those of a site that touch a slot, and whoever is still inside; by name, if asked for one. */
  static List<Visit> ofSite(Sql sql, String site, TimeSlot slot, String name, int limit) {
    return sql.list(
        VisitStore::fromRow,
        SELECT
            + """
            where v.site_id = $1 and v.status <> 'cancelled' and v.forgotten_at is null
              and (v.starts_at < $3 and v.ends_at > $2 or v.status = 'received')
              and ($4 = '' or position(lower($4) in lower(p.name || ' ' || v.company)) > 0)
            order by v.starts_at, lower(p.name), v.id limit $5
            """,
        site,
        slot.start(),
        slot.end(),
        name,
        limit);
  }

  /** Those a host expects, or has received, that touch a slot. */
  static List<Visit> ofHost(Sql sql, UUID host, TimeSlot slot, int limit) {
    return sql.list(
        VisitStore::fromRow,
        SELECT
            + """
            where v.host_id = $1 and v.status <> 'cancelled' and v.forgotten_at is null
              and v.starts_at < $3 and v.ends_at > $2
            order by v.starts_at, v.id limit $4
            """,
        host,
        slot.start(),
        slot.end(),
        limit);
  }

  /** How many invitations of a host are open. */
  static int open(Sql sql, UUID host, Optional<UUID> butFor, Instant now) {
    return sql.first(
            row -> row.getInteger(0),
            """
            select count(*)::int from visit
            where host_id = $1 and status in ('expected', 'received') and ends_at > $2
              and id is distinct from $3
            """,
            host,
            now,
            butFor)
        .orElse(0);
  }

  /** Whether somebody has a right to a site at some time of a slot. */
  static boolean isThere(Sql sql, UUID person, String site, TimeSlot slot) {
    return sql.first(
            row -> row.getBoolean(0),
            """
            select exists (select from access_right where person_id = $1 and site_id = $2
              and starts_at < $4 and ends_at > $3 and source in ('booking', 'lease', 'role'))
            """,
            person,
            site,
            slot.start(),
            slot.end())
        .orElse(false);
  }

  /** The spaces of a site that somebody has by a booking or a lease throughout a slot. */
  static Set<Long> spaces(Sql sql, UUID person, String site, TimeSlot slot) {
    return Set.copyOf(
        sql.list(
            row -> row.getLong("space_id"),
            """
            select distinct space_id from access_right
            where person_id = $1 and site_id = $2 and space_id > 0
              and starts_at <= $3 and ends_at >= $4 and source in ('booking', 'lease')
            """,
            person,
            site,
            slot.start(),
            slot.end()));
  }

  static void insert(Sql sql, Visit visit, UUID createdBy, Instant now) {
    sql.run(
        """
        insert into person (id, email, name, language, created_at) values ($1, $2, $3, $4, $5)
        """,
        visit.visitor(),
        // Of nobody's (RFC 6761): two visitors may share one mailbox, and a member may be one.
        "visitor-" + visit.visitor() + "@visitors.invalid",
        visit.guest().name(),
        visit.guest().language().code(),
        now);
    sql.run(
        """
        insert into visit (id, site_id, host_id, visitor_id, token, email, company, note, space_id,
          escort, local_from, local_to, starts_at, ends_at, created_at, changed_at, created_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)
        """,
        visit.id(),
        visit.site(),
        visit.host().id(),
        visit.visitor(),
        visit.token(),
        visit.guest().email(),
        visit.guest().company(),
        visit.guest().note(),
        visit.space(),
        visit.escort(),
        visit.from(),
        visit.to(),
        visit.slot().start(),
        visit.slot().end(),
        now,
        createdBy);
  }

  /** As it is from now on. */
  static void change(Sql sql, Visit visit) {
    sql.send(
        "update person set name = $2, language = $3 where id = $1",
        visit.visitor(),
        visit.guest().name(),
        visit.guest().language().code());
    sql.send(
        """
        update visit set local_from = $2, local_to = $3, starts_at = $4, ends_at = $5,
          space_id = $6, escort = $7, company = $8, note = $9, sequence = $10, changed_at = $11
        where id = $1
        """,
        visit.id(),
        visit.from(),
        visit.to(),
        visit.slot().start(),
        visit.slot().end(),
        visit.space(),
        visit.escort(),
        visit.guest().company(),
        visit.guest().note(),
        visit.version().sequence(),
        visit.version().changedAt());
  }

  static void cancel(Sql sql, UUID visit, Instant now) {
    sql.send(
        """
        update visit set status = 'cancelled', ended_at = $2, badge = null,
          sequence = sequence + 1, changed_at = $2
        where id = $1
        """,
        visit,
        now);
  }

  static void receive(Sql sql, UUID visit, Optional<String> badge, Instant now) {
    sql.send(
        """
        update visit set status = 'received', received_at = coalesce(received_at, $2),
          badge = coalesce($3, badge)
        where id = $1
        """,
        visit,
        now,
        badge);
  }

  static void signOut(Sql sql, UUID visit, Instant now) {
    sql.send(
        "update visit set status = 'left', left_at = $2, badge = null where id = $1", visit, now);
  }

  /** A badge that was lent goes back into the drawer: the next visitor may get it. */
  static void takeBack(Sql sql, UUID visitor) {
    sql.send("delete from credential where person_id = $1 and kind = 'uid'", visitor);
  }

  /** Of visits that ended before, who came; how many there were. */
  static int forget(Sql sql, Instant before, Instant now, int limit) {
    return sql.update(
        """
        with old as (
          select id, visitor_id from visit where forgotten_at is null and ends_at < $1
          order by ends_at limit $3 for update skip locked),
        nameless as (
          update person set name = '' from old where person.id = old.visitor_id)
        update visit set email = null, company = '', note = '', badge = null, forgotten_at = $2,
          status = case when status = 'received' then 'left' else status end,
          left_at = case when status = 'received' then visit.ends_at else left_at end
        from old where visit.id = old.id
        """,
        before,
        now,
        limit);
  }

  /** Those received and not signed out since, or signed out since, for who is inside. */
  static List<Visits.Stay> stays(Sql sql, String site, Instant after) {
    return sql.list(
        row ->
            new Visits.Stay(
                row.getUUID("visitor_id"),
                Sql.instant(row, "received_at"),
                Sql.optionalInstant(row, "left_at")),
        """
        select visitor_id, received_at, left_at from visit
        where site_id = $1 and received_at > $2 and status in ('received', 'left')
        """,
        site,
        after);
  }

  private static Visit fromRow(Row row) {
    return new Visit(
        row.getUUID("id"),
        row.getString("site_id"),
        new Visit.Host(row.getUUID("host_id"), row.getString("host")),
        row.getUUID("visitor_id"),
        new Visit.Guest(
            row.getString("name"),
            Optional.ofNullable(row.getString("email")),
            row.getString("company"),
            row.getString("note"),
            Language.of(row.getString("language")).orElse(Language.FR)),
        row.getString("token"),
        Optional.ofNullable(row.getLong("space_id")),
        row.getBoolean("escort"),
        row.getLocalDateTime("local_from"),
        row.getLocalDateTime("local_to"),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        VisitStatus.of(row.getString("status")),
        Optional.ofNullable(row.getString("badge")),
        Sql.optionalInstant(row, "received_at"),
        Sql.optionalInstant(row, "left_at"),
        new Visit.Version(
            row.getInteger("sequence"),
            Sql.instant(row, "created_at"),
            Sql.instant(row, "changed_at")));
  }
}
