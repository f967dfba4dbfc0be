package mogador.layouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mogador.booking.DerivedSlot;
import mogador.booking.DerivedTimes;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;

/** The instants at which a seat is put away and stands again follow the site's midnights. */
final class LayoutTimes implements DerivedTimes {
  @Override
  public List<Derived> notOver(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    LocalDate today = zone.localAt(now).toLocalDate();
    return sql.list(
        row ->
            new Derived(
                row.getUUID("id"),
                row.getString("code"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                new DerivedSlot.Meaning.Slot(
                    new PutAway(
                            row.getLong("space_id"),
                            row.getLocalDate("from_day"),
                            row.getLocalDate("to_day"))
                        .slot(zone)),
                Sql.instant(row, "created_at")),
        """
        select c.id, s.code, c.space_id, c.from_day, c.to_day, c.starts_at, c.ends_at, c.created_at
        from closure c join space s on s.id = c.space_id
        where c.site_id = $1 and c.layout_floor is not null and c.to_day >= $2
        order by c.id for update of c
        """,
        site.id(),
        today);
  }

  @Override
  public void move(Sql sql, Derived closure, TimeSlot to, Instant now) {
    sql.run(
        "update closure set starts_at = $2, ends_at = $3 where id = $1",
        closure.id(),
        to.start(),
        to.end());
  }

  /** What stays are its claims, and they do. */
  @Override
  public void stay(Sql sql, Derived closure, String why, Instant now) {}
}
