package mogador.reporting;

import java.util.Optional;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;

/**
 * What a report on bookings and use is asked for, and what there is to compare it with.
 *
 * @param before of as many days just before
 * @param other of another site, the same days and the same kind, all floors
 */
record BookedAnswer(
    UseAsked asked, BookedReport report, BookedReport before, Optional<BookedReport> other) {

  static BookedAnswer of(Sql sql, Network network, UseAsked asked, Optional<Site> with) {
    UsePeriod period = asked.period();
    return new BookedAnswer(
        asked,
        BookedReport.of(sql, network, asked),
        BookedReport.of(
            sql, network, new UseAsked(asked.site(), period.before(), asked.floor(), asked.kind())),
        with.map(other -> new UseAsked(other, period, Optional.empty(), asked.kind()))
            .map(other -> BookedReport.of(sql, network, other)));
  }

  UsePeriod period() {
    return asked.period();
  }

  /** For whoever cannot see that other days are answered for than were asked for. */
  BookedAnswer ofPossibleDays() {
    if (period().wrong()) throw UseAnswer.impossibleDays();
    return this;
  }
}
