package mogador.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.kernel.TimeSlot;
import mogador.occupancy.UseHistory;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.web.Problem;

/**
 * What a report is asked for, and what was counted of it.
 *
 * @param floor a code of the site's; all floors where empty, or no floor was named by it
 * @param kind likewise
 * @param groups every floor and kind, whatever is asked for
 * @param tooSmall whether all hours are kept back, for they would tell of single persons
 * @param hours without those in which too few spaces were known of
 */
record UseAnswer(
    UsePeriod period,
    Optional<String> floor,
    Optional<SpaceKind> kind,
    List<UseHistory.Group> groups,
    boolean tooSmall,
    List<UseHistory.Hour> hours) {

  static UseAnswer of(
      Sql sql,
      Site site,
      Optional<String> from,
      Optional<String> to,
      Optional<String> floorCode,
      Optional<String> kindCode,
      Instant now) {
    LocalDate today = site.clock().localAt(now).toLocalDate();
    UsePeriod period = UsePeriod.of(from, to, today);
    Optional<String> floor = floorCode.filter(code -> site.floor(code).isPresent());
    Optional<SpaceKind> kind = kindCode.flatMap(SpaceKind::of);
    TimeSlot slot = period.slot(site.clock());
    List<UseHistory.Group> groups = UseHistory.groups(sql, site.id(), slot);
    boolean tooSmall =
        UseReport.group(groups, floor, kind)
            .filter(group -> UseReport.isTooSmall(kind, group.spaces()))
            .isPresent();
    List<UseHistory.Hour> hours =
        tooSmall
            ? List.of()
            : UseHistory.week(sql, site.id(), floor, kind.map(SpaceKind::code), site.clock(), slot)
                .stream()
                .filter(hour -> !UseReport.isTooSmall(kind, hour.spaces()))
                .toList();
    return new UseAnswer(period, floor, kind, groups, tooSmall, hours);
  }

  /** For whoever cannot see that other days are answered for than were asked for. */
  UseAnswer ofPossibleDays() {
    if (period.wrong()) throw impossibleDays();
    return this;
  }

  static Problem.Fault impossibleDays() {
    String why = "A report has 1 to 400 days, the first before the last.";
    return new Problem.Fault(Problem.of(400, "invalid_input", why).field("from"));
  }
}
