package mogador.reporting;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mogador.occupancy.UseHistory.KindHour;
import mogador.reporting.Advice.FloorCouldClose;
import mogador.reporting.Advice.OfKind;
import mogador.sites.SpaceKind;

/**
 * When a floor could close: hours of the week in which, in every week known, all who were there
 * would have found as much free on the other floors. Pure.
 */
final class AdviseFloors {
  static final int FEWEST_WEEKS = AdviseSeats.FEWEST_WEEKS;
  static final int FEWEST_HOURS = 2;

  /** Nobody finds another of these elsewhere: they must have been empty. */
  private static final Set<String> THEIR_OWN =
      Set.of(SpaceKind.OFFICE.code(), SpaceKind.EVENT_ROOM.code());

  /** How many spaces of each kind each floor has. */
  private final Map<String, Map<String, Integer>> plan;

  /** What is known of each hour, by floor and kind. */
  private final Map<LocalDateTime, Map<String, Map<String, KindHour>>> known = new TreeMap<>();

  private AdviseFloors(Collection<KindHour> open, Map<String, Map<String, Integer>> plan) {
    this.plan = plan;
    for (KindHour hour : open) {
      hour.floor()
          .ifPresent(
              floor ->
                  known
                      .computeIfAbsent(hour.hour(), at -> new HashMap<>())
                      .computeIfAbsent(floor, at -> new HashMap<>())
                      .put(hour.kind(), hour));
    }
  }

  /**
   * By floor, weekday and hour.
   *
   * @param open every hour in which the park was open
   * @param plan how many spaces of each kind each floor has
   */
  static List<FloorCouldClose> of(
      Collection<KindHour> open, Map<String, Map<String, Integer>> plan) {
    var floors = new AdviseFloors(open, plan);
    List<FloorCouldClose> advice = new ArrayList<>();
    for (String floor : new TreeSet<>(plan.keySet())) {
      if (floors.mayBeTold(floor)) advice.addAll(floors.ofFloor(floor));
    }
    return advice;
  }

  /** That one or two offices are empty tells of their people. */
  private boolean mayBeTold(String floor) {
    Map<String, Integer> kinds = plan.getOrDefault(floor, Map.of());
    return !kinds.isEmpty()
        && kinds.entrySet().stream().noneMatch(kind -> isTooSmall(kind.getKey(), kind.getValue()));
  }

  private static boolean isTooSmall(String kind, int spaces) {
    return UseReport.isTooSmall(SpaceKind.of(kind), spaces);
  }

  private List<FloorCouldClose> ofFloor(String floor) {
    Map<DayOfWeek, Map<Integer, List<List<OfKind>>>> week = new TreeMap<>();
    known.forEach(
        (hour, there) -> {
          if (!isKnown(floor, there.getOrDefault(floor, Map.of()))) return;
          week.computeIfAbsent(hour.getDayOfWeek(), day -> new TreeMap<>())
              .computeIfAbsent(hour.getHour(), at -> new ArrayList<>())
              .add(needed(floor, there));
        });
    List<FloorCouldClose> advice = new ArrayList<>();
    week.forEach(
        (day, hours) -> {
          Optional<FloorCouldClose> range = Optional.empty();
          for (var hour : hours.entrySet()) {
            Optional<FloorCouldClose> next = ofHour(floor, day, hour.getKey(), hour.getValue());
            if (next.isEmpty()) continue;
            boolean goesOn = range.isPresent() && range.get().until() == hour.getKey();
            if (!goesOn) range.filter(AdviseFloors::isLong).ifPresent(advice::add);
            range = goesOn ? Optional.of(joined(range.get(), next.get())) : next;
          }
          range.filter(AdviseFloors::isLong).ifPresent(advice::add);
        });
    return advice;
  }

  private boolean isKnown(String floor, Map<String, KindHour> there) {
    return plan.getOrDefault(floor, Map.of()).entrySet().stream()
        .allMatch(
            kind -> {
              KindHour hour = there.get(kind.getKey());
              return hour != null && AdviseSeats.isKnown(hour.spaces(), kind.getValue());
            });
  }

  /** What those there would have needed elsewhere, and how much more than that was free. */
  private List<OfKind> needed(String floor, Map<String, Map<String, KindHour>> everywhere) {
    List<OfKind> needed = new ArrayList<>();
    everywhere
        .getOrDefault(floor, Map.of())
        .forEach(
            (kind, hour) -> {
              int planned = plan.getOrDefault(floor, Map.of()).getOrDefault(kind, 0);
              int spaces = Math.max(planned, hour.spaces());
              int used = spaces - hour.free();
              int spare = THEIR_OWN.contains(kind) ? -used : free(kind, floor, everywhere) - used;
              needed.add(new OfKind(kind, spaces, used, OptionalInt.of(spare)));
            });
    return needed;
  }

  private static int free(
      String kind, String notOn, Map<String, Map<String, KindHour>> everywhere) {
    int free = 0;
    for (var floor : everywhere.entrySet()) {
      KindHour hour = floor.getValue().get(kind);
      if (floor.getKey().equals(notOn) || hour == null) continue;
      if (!isTooSmall(kind, hour.spaces())) free += hour.free();
    }
    return free;
  }

  /** The hour in which it could close, if it could have in every one of these weeks. */
  private static Optional<FloorCouldClose> ofHour(
      String floor, DayOfWeek day, int hour, List<List<OfKind>> weeks) {
    List<OfKind> all = weeks.stream().flatMap(List::stream).toList();
    boolean always = all.stream().allMatch(kind -> kind.spare().orElseThrow() >= 0);
    if (weeks.size() < FEWEST_WEEKS || !always) return Optional.empty();
    List<OfKind> kinds = tightest(all).stream().map(AdviseFloors::shown).toList();
    return Optional.of(new FloorCouldClose(floor, day, hour, hour + 1, weeks.size(), kinds));
  }

  private static OfKind shown(OfKind kind) {
    return THEIR_OWN.contains(kind.kind())
        ? new OfKind(kind.kind(), kind.spaces(), kind.used(), OptionalInt.empty())
        : kind;
  }

  private static FloorCouldClose joined(FloorCouldClose first, FloorCouldClose next) {
    List<OfKind> kinds = new ArrayList<>(first.kinds());
    kinds.addAll(next.kinds());
    int weeks = Math.min(first.weeks(), next.weeks());
    return new FloorCouldClose(
        first.floor(), first.weekday(), first.from(), next.until(), weeks, tightest(kinds));
  }

  /** Of each kind the most that was used and the least that was spare, in the order of kinds. */
  static List<OfKind> tightest(List<OfKind> all) {
    Map<String, OfKind> tightest = new TreeMap<>();
    for (OfKind one : all) {
      tightest.merge(
          one.kind(),
          one,
          (a, b) ->
              new OfKind(
                  a.kind(),
                  Math.max(a.spaces(), b.spaces()),
                  Math.max(a.used(), b.used()),
                  a.spare().orElse(0) <= b.spare().orElse(0) ? a.spare() : b.spare()));
    }
    return List.copyOf(tightest.values());
  }

  private static boolean isLong(FloorCouldClose range) {
    return range.until() - range.from() >= FEWEST_HOURS;
  }
}
