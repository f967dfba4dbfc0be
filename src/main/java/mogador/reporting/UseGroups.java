package mogador.reporting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mogador.occupancy.UseHistory;
import mogador.reporting.UsePage.Share;
import mogador.sites.SpaceKind;

/**
 * Floors and kinds, and which of them are kept back: those with too few spaces that are somebody's
 * own for the time, and what would tell of these as what is missing from the whole. Pure.
 */
final class UseGroups {
  /** Of one floor and kind; all of them where blank. */
  private record Part(String floor, String kind) implements Comparable<Part> {
    static Part of(UseHistory.Group group) {
      return of(group.floor(), group.kind());
    }

    static Part of(Optional<String> floor, Optional<String> kind) {
      return new Part(floor.orElse(""), kind.orElse(""));
    }

    @Override
    public int compareTo(Part other) {
      int byFloor = floor.compareTo(other.floor);
      return byFloor == 0 ? kind.compareTo(other.kind) : byFloor;
    }
  }

  /** Parts of a whole that differ in one thing. */
  private record Whole(Part part, boolean isByFloor) {}

  private final List<UseHistory.Group> all;
  private final Map<Part, Integer> spaces = new HashMap<>();
  private final Set<Part> kept;

  /**
   * Weighs the groups of some time.
   *
   * @param all every floor and kind, both, and all
   */
  UseGroups(List<UseHistory.Group> all) {
    this.all = List.copyOf(all);
    Map<Whole, Set<Part>> sums = new HashMap<>();
    for (UseHistory.Group group : all) {
      Part part = Part.of(group);
      spaces.put(part, counted(group));
      sums.computeIfAbsent(new Whole(part, true), w -> new HashSet<>());
      if (!part.floor().isEmpty()) {
        add(sums, new Whole(new Part("", part.kind()), true), part);
      }
      if (!part.kind().isEmpty()) {
        add(sums, new Whole(new Part(part.floor(), ""), false), part);
      }
    }
    kept = new HashSet<>();
    all.stream().filter(UseGroups::isTooSmall).map(Part::of).forEach(kept::add);
    kept.addAll(
        KeptBack.of(
            sums.entrySet().stream()
                .map(sum -> new KeptBack.Sum<>(sum.getKey().part(), sum.getValue()))
                .toList(),
            parts -> parts.stream().mapToInt(part -> spaces.getOrDefault(part, 0)).sum()));
  }

  private static void add(Map<Whole, Set<Part>> sums, Whole whole, Part part) {
    sums.computeIfAbsent(whole, w -> new HashSet<>()).add(part);
  }

  /** Rooms that people share tell of nobody however few they are, and so does a floor of them. */
  private int counted(UseHistory.Group group) {
    return isTooSmall(group) && !isOfShared(group)
        ? group.spaces()
        : Math.max(group.spaces(), UseReport.SMALLEST);
  }

  private boolean isOfShared(UseHistory.Group group) {
    List<UseHistory.Group> kinds =
        all.stream()
            .filter(part -> part.kind().isPresent() && part.floor().equals(group.floor()))
            .toList();
    return group.kind().isEmpty()
        && !kinds.isEmpty()
        && kinds.stream().noneMatch(part -> UseReport.isTooSmall(kind(part), 0));
  }

  private static boolean isTooSmall(UseHistory.Group group) {
    return UseReport.isTooSmall(kind(group), group.spaces());
  }

  private static Optional<SpaceKind> kind(UseHistory.Group group) {
    return group.kind().flatMap(SpaceKind::of);
  }

  List<UseHistory.Group> all() {
    return all;
  }

  /** Whether anything is known of it. */
  boolean has(Optional<String> floor, Optional<String> kind) {
    return spaces.containsKey(Part.of(floor, kind));
  }

  boolean isKept(Optional<String> floor, Optional<String> kind) {
    return kept.contains(Part.of(floor, kind));
  }

  boolean isKept(UseHistory.Group group) {
    return kept.contains(Part.of(group));
  }

  /** Empty where nothing is known, or it is kept back. */
  Optional<UseHistory.Group> told(Optional<String> floor, Optional<String> kind) {
    return all.stream()
        .filter(group -> group.floor().equals(floor) && group.kind().equals(kind))
        .filter(group -> !isKept(group))
        .findFirst();
  }

  Optional<Share> share(Optional<String> floor, Optional<String> kind) {
    return told(floor, kind)
        .map(
            group ->
                Share.of(
                    group.occupiedMillis(), group.knownMillis(), group.peak(), group.spaces()));
  }
}
