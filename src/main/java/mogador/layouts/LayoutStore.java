package mogador.layouts;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;

/** What follows from layouts: closures of the seats put away. */
final class LayoutStore {
  private LayoutStore() {}

  /** The closures that follow from the layouts of a floor, as they are. */
  static Map<PutAway, UUID> closures(Sql sql, String site, String floor) {
    Map<PutAway, UUID> closures = new HashMap<>();
    sql.run(
            """
            select id, space_id, from_day, to_day from closure
            where site_id = $1 and layout_floor = $2
            """,
            site,
            floor)
        .forEach(
            row ->
                closures.put(
                    new PutAway(
                        row.getLong("space_id"),
                        row.getLocalDate("from_day"),
                        row.getLocalDate("to_day")),
                    row.getUUID("id")));
    return closures;
  }

  /**
   * Brings the closures of a floor to what its layouts come to.
   *
   * @throws Claims.Overlap if a seat to be put away is held by someone
   */
  static void close(Sql sql, Site site, String floor, Set<PutAway> wanted, Instant now) {
    Map<PutAway, UUID> kept = closures(sql, site.id(), floor);
    kept.forEach(
        (one, id) -> {
          if (wanted.contains(one)) return;
          Claims.release(sql, id);
          sql.run("delete from closure where id = $1", id);
        });
    // In order of their atoms, as all claims are taken.
    Map<Long, Space> seats = new HashMap<>();
    site.spaces().forEach(seat -> seats.put(seat.id(), seat));
    wanted.stream()
        .filter(one -> !kept.containsKey(one) && seats.containsKey(one.seat()))
        .sorted(Comparator.comparing(PutAway::seat).thenComparing(PutAway::from))
        .forEach(
            one ->
                close(sql, site, floor, Objects.requireNonNull(seats.get(one.seat())), one, now));
  }

  private static void close(
      Sql sql, Site site, String floor, Space seat, PutAway one, Instant now) {
    UUID id = Ids.next(now);
    TimeSlot slot = one.slot(site.clock());
    sql.run(
        """
        insert into closure (id, site_id, space_id, starts_at, ends_at, reason, created_at,
          layout_floor, from_day, to_day)
        values ($1, $2, $3, $4, $5, 'put away', $6, $7, $8, $9)
        """,
        id,
        site.id(),
        seat.id(),
        slot.start(),
        slot.end(),
        now,
        floor,
        one.from(),
        one.to());
    Claims.keep(sql, Claims.Source.CLOSURE, id, seat, slot);
  }

  /** The floor of a layout of a site, withdrawn or not. */
  static Optional<Found> find(Sql sql, String site, UUID layout) {
    return sql.first(
        row -> new Found(row.getString("floor_code"), row.getBoolean("withdrawn")),
        """
        select floor_code, withdrawn_at is not null as withdrawn from seat_layout
        where id = $1 and site_id = $2
        """,
        layout,
        site);
  }

  record Found(String floor, boolean withdrawn) {}
}
