package mogador.booking;

import java.time.Instant;
import java.util.List;
import mogador.access.HandRightTimes;
import mogador.access.HandRightTimes.Local;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;

/** The instants of rights given by hand follow the site's clock. */
final class HandTimes implements DerivedTimes {
  @Override
  public List<Derived> notOver(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    return HandRightTimes.notOver(sql, site.id(), zone.localAt(now), now).stream()
        .map(
            right ->
                new Derived(
                    right.id(),
                    "right " + right.id(),
                    right.was(),
                    right
                        .local()
                        .map(local -> meaning(zone, local))
                        .orElse(new DerivedSlot.Meaning.None("local_time_unknown")),
                    right.givenAt()))
        .toList();
  }

  /** As when it was given. */
  private static DerivedSlot.Meaning meaning(SiteZone zone, Local local) {
    Instant start = zone.firstInstant(local.from());
    Instant end = zone.firstInstant(local.to());
    return start.isBefore(end)
        ? new DerivedSlot.Meaning.Slot(new TimeSlot(start, end))
        : new DerivedSlot.Meaning.None("end_before_start");
  }

  @Override
  public void move(Sql sql, Derived right, TimeSlot to, Instant now) {
    HandRightTimes.move(sql, right.id(), to);
  }

  /** What stays are its instants, and they do. */
  @Override
  public void stay(Sql sql, Derived right, String why, Instant now) {}

  @Override
  public void keepLocal(Sql sql, Site site) {
    HandRightTimes.keepLocal(sql, site.id(), site.clock());
  }
}
