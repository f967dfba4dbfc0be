package mogador.reporting;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** The same, hour by hour and day by day. */
  static final UseHistory.Enough ENOUGH =
      new UseHistory.Enough(
          SMALLEST, SHARED.stream().map(SpaceKind::code).collect(Collectors.toSet()));

  private UseReport() {}

  static boolean isTooSmall(Optional<SpaceKind> kind, int spaces) {
    return spaces < SMALLEST && kind.filter(SHARED::contains).isEmpty();
  }

  /**
   * From the first hour that was ever used to the last, and the usual ones.
   *
   * @param beside what stands beside it, and has rows of the same hours
   */
  static List<Row> rows(List<UseHistory.Hour> hours, List<UseHistory.Hour> beside) {
    IntSummaryStatistics used =
        Stream.concat(hours.stream(), beside.stream())
            .filter(hour -> hour.occupiedMillis() > 0)
            .mapToInt(UseHistory.Hour::hour)
            .summaryStatistics();
    Map<Integer, Map<Integer, Share>> shares = new HashMap<>();
    for (UseHistory.Hour hour : hours) {
      shares.computeIfAbsent(hour.hour(), h -> new HashMap<>()).put(hour.weekday(), share(hour));
    }
    List<Row> rows = new ArrayList<>();
    int last = Math.max(used.getMax(), USUAL_LAST);
    for (int hour = Math.min(used.getMin(), USUAL_FIRST); hour <= last; hour++) {
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

  static Share share(UseHistory.Hour hour) {
    return Share.of(hour.occupiedMillis(), hour.knownMillis(), hour.peak(), hour.spaces());
  }

  /**
   * Each kind over all floors, then each floor with all kinds.
   *
   * @param with what each is compared with, the same kind or floor of it
   */
  static List<Group> groups(Site site, UseGroups counted, UseGroups with) {
    List<Group> groups = new ArrayList<>();
    for (SpaceKind kind : SpaceKind.values()) {
      Optional<String> code = Optional.of(kind.code());
      if (!counted.has(Optional.empty(), code)) continue;
      groups.add(
          new Group(
              code,
              Optional.empty(),
              counted.share(Optional.empty(), code),
              with.share(Optional.empty(), code)));
    }
    for (Floor floor : site.floors()) {
      Optional<String> code = Optional.of(floor.code());
      if (!counted.has(code, Optional.empty())) continue;
      groups.add(
          new Group(
              Optional.empty(),
              Optional.of(floor.name()),
              counted.share(code, Optional.empty()),
              with.share(code, Optional.empty())));
    }
    return groups;
  }
}
