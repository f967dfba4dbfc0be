package mogador.leasing;

import java.time.Instant;
import java.util.List;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.booking.DerivedSlot;
import mogador.booking.DerivedTimes;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;

/** The instants at which leases begin and end follow the site's midnights. */
final class LeaseTimes implements DerivedTimes {
  @Override
  public List<Derived> notOver(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    return sql.list(
        row ->
            new Derived(
                row.getUUID("id"),
                row.getString("reference"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                new DerivedSlot.Meaning.Slot(
                    new TimeSlot(
                        zone.firstInstant(row.getLocalDate("starts_on").atStartOfDay()),
                        zone.firstInstant(row.getLocalDate("ends_on").atStartOfDay()))),
                Sql.instant(row, "created_at")),
        """
        select l.id, l.reference, l.starts_on, l.ends_on, l.created_at,
          (select min(starts_at) from claim where source_id = l.id) as starts_at,
          (select max(ends_at) from claim where source_id = l.id) as ends_at
        from lease l
        where l.site_id = $1 and l.status = 'active' and l.ends_on >= $2
          and exists (select from claim where source_id = l.id)
        order by l.id for update of l
        """,
        site.id(),
        zone.localAt(now).toLocalDate());
  }

  @Override
  public void move(Sql sql, Derived lease, TimeSlot to, Instant now) {
    Rights.move(sql, RightSource.LEASE, lease.id(), to);
  }

  /** A lease has no instants of its own: what stays are its claims and rights, and they do. */
  @Override
  public void stay(Sql sql, Derived lease, String why, Instant now) {}
}
