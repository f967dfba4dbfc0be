package mogador.visits;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.booking.DerivedSlot;
import mogador.booking.DerivedTimes;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;

/** The instants of visits, and of the rights that come from them, follow the site's clock. */
final class VisitTimes implements DerivedTimes {
  private final Sites sites;
  private final VisitLetter letter;

  VisitTimes(Sites sites, VisitLetter letter) {
    this.sites = sites;
    this.letter = letter;
  }

  @Override
  public List<Derived> notOver(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    return sql.list(
        row ->
            new Derived(
                row.getUUID("id"),
                "visit " + row.getUUID("id"),
                new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                meaning(zone, row.getLocalDateTime("local_from"), row.getLocalDateTime("local_to")),
                Sql.instant(row, "created_at")),
        """
        select id, local_from, local_to, starts_at, ends_at, created_at from visit
        where site_id = $1 and status in ('expected', 'received')
          and (ends_at > $2 or local_to > $3)
        order by id for update
        """,
        site.id(),
        now,
        zone.localAt(now));
  }

  /** As when it was invited. */
  private static DerivedSlot.Meaning meaning(SiteZone zone, LocalDateTime from, LocalDateTime to) {
    Instant start = zone.firstInstant(from);
    Instant end = zone.firstInstant(to);
    return start.isBefore(end)
        ? new DerivedSlot.Meaning.Slot(new TimeSlot(start, end))
        : new DerivedSlot.Meaning.None("end_before_start");
  }

  @Override
  public void move(Sql sql, Derived visit, TimeSlot to, Instant now) {
    sql.run(
        """
        update visit set starts_at = $2, ends_at = $3, sequence = sequence + 1, changed_at = $4
        where id = $1
        """,
        visit.id(),
        to.start(),
        to.end(),
        now);
    var doors = new TimeSlot(to.start().minus(AccessRight.BEFORE_BOOKING), to.end());
    Rights.move(sql, RightSource.VISIT, visit.id(), doors);
  }

  @Override
  public void tell(Sql sql, List<UUID> moved, Instant now) {
    moved.stream()
        .flatMap(id -> VisitStore.find(sql, id).stream())
        .filter(visit -> visit.status() == VisitStatus.EXPECTED)
        .forEach(visit -> letter.rederived(sql, sites.current(), visit, now));
  }

  /** What stays are its instants, and they do. */
  @Override
  public void stay(Sql sql, Derived visit, String why, Instant now) {}
}
