package mogador.reporting;

import java.time.Instant;
import java.util.Optional;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;

/**
 * What a report on bookings and use is asked for, and what there is to compare it with.
 *
 * @param before of as many days just before
 * @param other of another site, the same days
 */
record BookedAnswer(
    UsePeriod period, BookedReport report, BookedReport before, Optional<BookedReport> other) {

  static BookedAnswer of(
      Sql sql,
      Network network,
      Site site,
      Optional<String> from,
      Optional<String> to,
      Optional<Site> with,
      Instant now) {
    UsePeriod period = UsePeriod.of(from, to, site.clock().localAt(now).toLocalDate());
    TimeSlot slot = period.slot(site.clock());
    return new BookedAnswer(
        period,
        BookedReport.of(sql, network, site, slot),
        BookedReport.of(sql, network, site, period.before().slot(site.clock())),
        with.map(other -> BookedReport.of(sql, network, other, period.slot(other.clock()))));
  }

  /** For whoever cannot see that other days are answered for than were asked for. */
  BookedAnswer ofPossibleDays() {
    if (period.wrong()) throw UseAnswer.impossibleDays();
    return this;
  }
}
