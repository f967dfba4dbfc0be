package mogador.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.SpaceKind;

/** Who waits for what, in the order they came. */
final class WaitlistStore {
  private static final String SELECT =
      """
      select id, person_id, site_id, space_id, kind, local_from, local_to, starts_at, ends_at,
             status, booking_id, created_at
      from waitlist_entry
      """;

  private static final int MANY = 500;

  private WaitlistStore() {}

  static void add(Sql sql, WaitlistEntry entry) {
    sql.run(
        """
        insert into waitlist_entry (id, person_id, site_id, space_id, kind, local_from, local_to,
          starts_at, ends_at, status, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10)
        """,
        entry.id(),
        entry.person(),
        entry.site(),
        entry.space(),
        entry.kind().map(SpaceKind::code),
        entry.time().from(),
        entry.time().to(),
        entry.time().slot().start(),
        entry.time().slot().end(),
        entry.createdAt());
  }

  /** Theirs for the same, if they wait for it or are offered it. */
  static Optional<WaitlistEntry> same(Sql sql, WaitlistEntry entry) {
    return sql.first(
        WaitlistEntry::fromRow,
        SELECT
            + """
            where person_id = $1 and site_id = $2 and local_from = $3 and local_to = $4
              and space_id is not distinct from $5 and kind is not distinct from $6
              and status in ('waiting', 'offered')
            """,
        entry.person(),
        entry.site(),
        entry.time().from(),
        entry.time().to(),
        entry.space(),
        entry.kind().map(SpaceKind::code));
  }

  static int waitingOf(Sql sql, UUID person) {
    return sql.first(
            row -> row.getInteger(0),
            """
            select count(*)::int from waitlist_entry
            where person_id = $1 and status in ('waiting', 'offered')
            """,
            person)
        .orElseThrow();
  }

  /** Theirs that still matter, the soonest first. */
  static List<WaitlistEntry> of(Sql sql, UUID person, Instant now) {
    return sql.list(
        WaitlistEntry::fromRow,
        SELECT
            + """
            where person_id = $1 and status in ('waiting', 'offered') and ends_at > $2
            order by starts_at, id limit 100
            """,
        person,
        now);
  }

  static Optional<WaitlistEntry> lock(Sql sql, UUID id) {
    return sql.first(WaitlistEntry::fromRow, SELECT + "where id = $1 for update", id);
  }

  /**
   * The first in line for whose time a space that would do is free now, as far as claims go: those
   * whom nothing can be offered are not in the way of those after them.
   *
   * @param atoms which such a space must have one of; empty for any
   */
  static List<WaitlistEntry> satisfiable(
      Sql sql, String site, TimeSlot slot, List<Long> atoms, Instant now) {
    return sql.list(
        WaitlistEntry::fromRow,
        SELECT
            + """
            w where site_id = $1 and status = 'waiting' and starts_at < $3 and ends_at > $2
              and starts_at > $4
              and exists (
                select from space s
                where s.site_id = $1 and s.bookable and s.retired_at is null
                  and (s.id = w.space_id or s.kind = w.kind)
                  and ($5::bigint[] = '{}' or exists (
                    select from composition p where p.space_id = s.id and p.atom_id = any($5)))
                  and not exists (
                    select from composition p join claim c on c.atom_id = p.atom_id
                    where p.space_id = s.id
                      and c.during && tstzrange(w.starts_at, w.ends_at, '[)')))
            order by created_at, id limit $6 for update
            """,
        site,
        slot.start(),
        slot.end(),
        now,
        atoms.toArray(Long[]::new),
        MANY);
  }

  /** Sites where anybody waits for time to come. */
  static List<String> sitesWaitedFor(Sql sql, Instant now) {
    return sql.list(
        row -> row.getString("site_id"),
        """
        select distinct site_id from waitlist_entry where status = 'waiting' and starts_at > $1
        """,
        now);
  }

  /** How many wait before this one for the same thing; 1 for who is next. */
  static int place(Sql sql, WaitlistEntry entry) {
    return sql.first(
            row -> row.getInteger(0),
            """
            select 1 + count(*)::int from waitlist_entry
            where site_id = $1 and status = 'waiting' and starts_at < $3 and ends_at > $2
              and space_id is not distinct from $4 and kind is not distinct from $5
              and (created_at, id) < ($6, $7)
            """,
            entry.site(),
            entry.time().slot().start(),
            entry.time().slot().end(),
            entry.space(),
            entry.kind().map(SpaceKind::code),
            entry.createdAt(),
            entry.id())
        .orElseThrow();
  }

  static void offered(Sql sql, UUID id, UUID booking) {
    sql.run(
        "update waitlist_entry set status = 'offered', booking_id = $2 where id = $1", id, booking);
  }

  static void settle(Sql sql, UUID id, WaitlistEntry.Status status) {
    sql.run("update waitlist_entry set status = $2 where id = $1", id, status.code());
  }

  /** What came of an offer. */
  static void settleOffer(Sql sql, UUID booking, WaitlistEntry.Status status) {
    sql.run(
        "update waitlist_entry set status = $2 where booking_id = $1 and status = 'offered'",
        booking,
        status.code());
  }

  /** Whose time has come without an offer. */
  static int pass(Sql sql, Instant now) {
    return sql.update(
        """
        update waitlist_entry set status = 'passed'
        where status = 'waiting' and starts_at <= $1
        """,
        now);
  }
}
