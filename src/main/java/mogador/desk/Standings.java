package mogador.desk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Access;
import mogador.access.Doorway;
import mogador.access.ExplainAccess;
import mogador.access.ExplainAccess.Remark;
import mogador.access.RightHistory;
import mogador.desk.Standing.Distance;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;

/** Puts into words how a person's rights stood to a door. */
final class Standings {
  private static final int MOST = 12;
  private final Access access;

  Standings(Access access) {
    this.access = access;
  }

  /** At a moment that is past: the rights there were then. */
  List<Standing> then(Sql sql, Site site, Doorway door, UUID person, Instant at) {
    return of(site, door, RightHistory.around(sql, person, site.id(), at, this::site), at);
  }

  /** At any moment, also one to come: the rights there are now. */
  List<Standing> now(Sql sql, Site site, Doorway door, UUID person, Instant at) {
    return of(site, door, RightHistory.now(sql, person, site.id(), this::site), at);
  }

  private List<Standing> of(
      Site site, Doorway door, List<RightHistory.Version> versions, Instant at) {
    return ExplainAccess.at(door, versions, at).stream()
        .limit(MOST)
        .map(remark -> standing(site, remark))
        .toList();
  }

  private Standing standing(Site site, Remark remark) {
    Network network = access.sites().current();
    var right = remark.right();
    String word = word(remark.standing());
    return new Standing(
        right.source().code(),
        Reached.names(network, right),
        site.clock().localAt(right.during().start()),
        site.clock().localAt(right.during().end()),
        word,
        distance(remark.standing()),
        moment(site, remark.standing()),
        right.hours().map(hours -> hours.name()));
  }

  private static String word(ExplainAccess.Standing standing) {
    return switch (standing) {
      case ExplainAccess.Standing.Opens opens -> "opens";
      case ExplainAccess.Standing.NotYet wait -> "not_yet";
      case ExplainAccess.Standing.Over over -> "over";
      case ExplainAccess.Standing.OtherHours hours ->
          hours.next().isPresent() ? "other_hours" : "other_hours_far";
      case ExplainAccess.Standing.TakenAway gone -> "taken_away";
      case ExplainAccess.Standing.OtherDoors doors -> "other_doors";
    };
  }

  private static Optional<Distance> distance(ExplainAccess.Standing standing) {
    return switch (standing) {
      case ExplainAccess.Standing.NotYet(var ahead) -> Optional.of(Distance.of(ahead));
      case ExplainAccess.Standing.Over(var since) -> Optional.of(Distance.of(since));
      case ExplainAccess.Standing.Opens opens -> Optional.empty();
      case ExplainAccess.Standing.OtherHours hours -> Optional.empty();
      case ExplainAccess.Standing.TakenAway gone -> Optional.empty();
      case ExplainAccess.Standing.OtherDoors doors -> Optional.empty();
    };
  }

  private static Optional<LocalDateTime> moment(Site site, ExplainAccess.Standing standing) {
    return switch (standing) {
      case ExplainAccess.Standing.TakenAway(Instant at) -> Optional.of(site.clock().localAt(at));
      case ExplainAccess.Standing.OtherHours(String schedule, Optional<Instant> next) ->
          next.map(site.clock()::localAt);
      case ExplainAccess.Standing.Opens opens -> Optional.empty();
      case ExplainAccess.Standing.NotYet wait -> Optional.empty();
      case ExplainAccess.Standing.Over over -> Optional.empty();
      case ExplainAccess.Standing.OtherDoors doors -> Optional.empty();
    };
  }

  private Optional<Site> site(String id) {
    return access.sites().current().site(id);
  }
}
