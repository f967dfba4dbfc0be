package mogador.booking;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What calendars, walls and doors show of claims. Each is one query by index, and bounded. */
final class BookingCalendarStore {
  private static final int MANY = 2_000;

  private BookingCalendarStore() {}

  /** When any of these atoms is held, cut to the slot: sorted, apart, never touching. */
  static List<TimeSlot> taken(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return sql.list(
        BookingCalendarStore::slot,
        """
        select lower(held) as starts_at, upper(held) as ends_at
        from (select unnest(range_agg(during * tstzrange($2, $3, '[)'))) as held
              from claim where atom_id = any($1) and during && tstzrange($2, $3, '[)')) merged
        order by 1
        """,
        atoms.toArray(Long[]::new),
        slot.start(),
        slot.end());
  }

  /** The same for each atom by itself. */
  static Map<Long, List<TimeSlot>> takenByAtom(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    var taken = new HashMap<Long, List<TimeSlot>>();
    sql.list(
            row -> Map.entry(row.getLong("atom_id"), slot(row)),
            """
            select atom_id, lower(held) as starts_at, upper(held) as ends_at
            from (select atom_id, unnest(range_agg(during * tstzrange($2, $3, '[)'))) as held
                  from claim where atom_id = any($1) and during && tstzrange($2, $3, '[)')
                  group by atom_id) merged
            order by 2
            """,
            atoms.toArray(Long[]::new),
            slot.start(),
            slot.end())
        .forEach(
            held ->
                taken.computeIfAbsent(held.getKey(), _ -> new ArrayList<>()).add(held.getValue()));
    return taken;
  }

  /**
   * A claim and what it is held for.
   *
   * @param space as it was booked, leased or closed
   * @param slot all the time it is held, a buffer behind a booking included
   * @param booking the booking's id; empty for a lease or a closure
   * @param status of the booking; empty for a lease or a closure
   * @param person name of the holder, for those who may see it; empty for a lease or a closure
   * @param leaves when the booking ends; empty for a lease or a closure
   */
  record Use(
      long space,
      TimeSlot slot,
      Optional<UUID> booking,
      String reference,
      String status,
      String person,
      Optional<Instant> checkedInAt,
      Optional<Instant> leaves) {

    /** The time people are there, without a buffer. */
    TimeSlot attended() {
      return leaves.filter(end -> end.isAfter(slot.start()) && end.isBefore(slot.end())).isPresent()
          ? new TimeSlot(slot.start(), leaves.orElseThrow())
          : slot;
    }
  }

  /** Who or what holds any of these atoms within the slot, in order of time. */
  static List<Use> uses(Sql sql, Collection<Long> atoms, TimeSlot slot) {
    return sql.list(
        BookingCalendarStore::use,
        """
        select c.space_id, c.starts_at, c.ends_at, b.id, coalesce(b.reference, '') as reference,
               coalesce(b.status, '') as status,
               coalesce(nullif(p.name, ''), split_part(p.email, '@', 1), '') as person,
               b.checked_in_at, b.ends_at as leaves_at
        from (select distinct space_id, starts_at, ends_at, source, source_id from claim
              where atom_id = any($1) and during && tstzrange($2, $3, '[)')
              order by starts_at, source_id limit $4) c
        left join booking b on c.source = 'booking' and b.id = c.source_id
        left join person p on p.id = b.person_id
        order by c.starts_at, c.space_id
        """,
        atoms.toArray(Long[]::new),
        slot.start(),
        slot.end(),
        MANY);
  }

  private static Use use(Row row) {
    return new Use(
        row.getLong("space_id"),
        slot(row),
        Optional.ofNullable(row.getUUID("id")),
        row.getString("reference"),
        row.getString("status"),
        row.getString("person"),
        Sql.optionalInstant(row, "checked_in_at"),
        Sql.optionalInstant(row, "leaves_at"));
  }

  private static TimeSlot slot(Row row) {
    return new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"));
  }
}
