package mogador.reporting;

import java.util.List;
import java.util.Optional;
import mogador.kernel.TimeSlot;
import mogador.occupancy.UseHistory;
import mogador.platform.Sql;
import mogador.reporting.UsePage.Share;
import mogador.sites.SpaceKind;
import mogador.web.Problem;

/**
 * What a report is asked for, and what was counted of it.
 *
 * @param groups every floor and kind, whatever is asked for
 * @param tooSmall whether all hours are kept back, for they would tell of single persons
 * @param hours without those in which too few spaces were known of
 */
record UseAnswer(UseAsked asked, UseGroups groups, boolean tooSmall, List<UseHistory.Hour> hours) {
  UseAnswer {
    hours = List.copyOf(hours);
  }

  static UseAnswer of(Sql sql, UseAsked asked) {
    String site = asked.site().id();
    TimeSlot slot = asked.period().slot(asked.site().clock());
    Optional<String> kind = asked.kind().map(SpaceKind::code);
    var groups = new UseGroups(UseHistory.groups(sql, site, slot, UseReport.ENOUGH));
    boolean tooSmall = groups.isKept(asked.floor(), kind);
    List<UseHistory.Hour> hours =
        tooSmall
            ? List.of()
            : UseHistory.week(
                sql, site, asked.floor(), kind, asked.site().clock(), slot, UseReport.ENOUGH);
    return new UseAnswer(asked, groups, tooSmall, hours);
  }

  UsePeriod period() {
    return asked.period();
  }

  /** All hours; empty where nothing is known, or it is kept back. */
  Optional<Share> whole() {
    return groups.share(asked.floor(), asked.kind().map(SpaceKind::code));
  }

  /** For whoever cannot see that other days are answered for than were asked for. */
  UseAnswer ofPossibleDays() {
    if (period().wrong()) throw impossibleDays();
    return this;
  }

  static Problem.Fault impossibleDays() {
    String why = "A report has 1 to 400 days, the first before the last.";
    return new Problem.Fault(Problem.of(400, "invalid_input", why).field("from"));
  }
}
