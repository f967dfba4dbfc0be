package mogador.reporting;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import mogador.occupancy.UseHistory;
import mogador.reporting.UsePage.Group;
import mogador.reporting.UsePage.Row;
import mogador.reporting.UsePage.Share;
import mogador.sites.Floor;
import mogador.sites.Site;
import mogador.sites.SpaceKind;

/** What was counted, as it may be shown: what would tell of single persons is kept back. Pure. */
final class UseReport {
  /** Of fewer desks or offices one could tell who was there. */
  static final int SMALLEST = 3;

  private static final int DAYS = 7;

  /** Shown however empty they are: the usual hours of work. */
  private static final int USUAL_FIRST = 9;

  private static final int USUAL_LAST = 17;

  /** Rooms that people share; who was in one is not known by its use. */
  private static final Set<SpaceKind> SHARED =
      Set.of(
          SpaceKind.MEETING_ROOM,
          SpaceKind.EVENT_ROOM,
          SpaceKind.PHONE_BOOTH,
          SpaceKind.OPEN_SPACE);

  private UseReport() {}

  static boolean isTooSmall(Optional<SpaceKind> kind, int spaces) {
    return spaces < SMALLEST && kind.filter(SHARED::contains).isEmpty();
  }

  /** From the first hour that was ever used to the last, and the usual ones. */
  static List<Row> rows(List<UseHistory.Hour> hours) {
    int first = USUAL_FIRST;
    int last = USUAL_LAST;
    for (UseHistory.Hour hour : hours) {
      if (hour.occupiedMillis() == 0) continue;
      first = Math.min(first, hour.hour());
      last = Math.max(last, hour.hour());
    }
    Map<Integer, Map<Integer, Share>> shares = new HashMap<>();
    for (UseHistory.Hour hour : hours) {
      shares
          .computeIfAbsent(hour.hour(), h -> new HashMap<>())
          .put(
              hour.weekday(),
              Share.of(hour.occupiedMillis(), hour.knownMillis(), hour.peak(), hour.spaces()));
    }
    List<Row> rows = new ArrayList<>();
    for (int hour = first; hour <= last; hour++) {
      Map<Integer, Share> days = shares.getOrDefault(hour, Map.of());
      rows.add(
          new Row(
              LocalTime.of(hour, 0),
              IntStream.rangeClosed(1, DAYS)
                  .mapToObj(day -> Optional.ofNullable(days.get(day)))
                  .toList()));
    }
    return rows;
  }

  static Optional<Share> whole(
      List<UseHistory.Group> groups, Optional<String> floor, Optional<SpaceKind> kind) {
    return group(groups, floor, kind)
        .filter(group -> !isTooSmall(kind, group.spaces()))
        .map(UseReport::share);
  }

  static Optional<UseHistory.Group> group(
      List<UseHistory.Group> groups, Optional<String> floor, Optional<SpaceKind> kind) {
    return groups.stream()
        .filter(group -> group.floor().equals(floor))
        .filter(group -> group.kind().equals(kind.map(SpaceKind::code)))
        .findFirst();
  }

  /** Each kind over all floors, then each floor with all kinds. */
  static List<Group> groups(Site site, List<UseHistory.Group> counted) {
    List<Group> groups = new ArrayList<>();
    for (SpaceKind kind : SpaceKind.values()) {
      group(counted, Optional.empty(), Optional.of(kind))
          .map(
              group ->
                  new Group(
                      Optional.of(kind.code()), Optional.empty(), shown(group, Optional.of(kind))))
          .ifPresent(groups::add);
    }
    for (Floor floor : site.floors()) {
      group(counted, Optional.of(floor.code()), Optional.empty())
          .map(
              group ->
                  new Group(
                      Optional.empty(), Optional.of(floor.name()), shown(group, Optional.empty())))
          .ifPresent(groups::add);
    }
    return groups;
  }

  private static Optional<Share> shown(UseHistory.Group group, Optional<SpaceKind> kind) {
    return isTooSmall(kind, group.spaces()) ? Optional.empty() : Optional.of(share(group));
  }

  private static Share share(UseHistory.Group group) {
    return Share.of(group.occupiedMillis(), group.knownMillis(), group.peak(), group.spaces());
  }
}
