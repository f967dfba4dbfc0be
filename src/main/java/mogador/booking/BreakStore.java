package mogador.booking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** Finds the bookings that a change of the park concerns. */
final class BreakStore {
  private BreakStore() {}

  static List<Booking> holding(Sql sql, String site, List<Claims.Held> lost, int limit) {
    List<UUID> ids =
        sql.list(
            row -> row.getUUID("id"),
            """
            select b.id from booking b
            where b.site_id = $1 and b.id in (
              select c.source_id
              from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[])
                as lost (atom, starts_at, ends_at)
              join claim c on c.atom_id = lost.atom and c.source = 'booking'
                and c.during && tstzrange(lost.starts_at, lost.ends_at, '[)'))
            order by b.starts_at, b.id limit $5
            """,
            site,
            lost.stream().map(Claims.Held::atom).toArray(Long[]::new),
            lost.stream().map(held -> held.slot().start()).toArray(Instant[]::new),
            lost.stream().map(held -> held.slot().end()).toArray(Instant[]::new),
            limit);
    return BookingStore.all(sql, ids);
  }

  static List<Booking> parties(Sql sql, String site, Collection<Long> spaces, TimeSlot within) {
    List<UUID> ids =
        sql.list(
            row -> row.getUUID("id"),
            """
            select id from booking
            where party in (
                select party from booking
                where site_id = $1 and party is not null and space_id = any($2)
                  and starts_at < $4 and ends_at > $3
                  and status in ('held', 'offered', 'requested', 'confirmed'))
              and status in ('held', 'offered', 'requested', 'confirmed')
            order by starts_at, party, id limit 1000
            """,
            site,
            spaces.toArray(Long[]::new),
            within.start(),
            within.end());
    return BookingStore.all(sql, ids);
  }
}
