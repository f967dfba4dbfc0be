package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mogador.occupancy.UseHistory.Group;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is told of floors and kinds gives away no two desks. */
class UseGroupsProperties {
  private static final String ROOM = "meeting_room";
  private static final Optional<String> ALL = Optional.empty();
  private static final List<String> FLOORS = List.of("f1", "f2", "f3");
  private static final List<String> KINDS = List.of(ROOM, "office", "position");

  @Property(tries = 300)
  void whatIsMissingFromAWholeIsNeverFewerThanThreeDesksOrOffices(@ForAll Random random) {
    var table = new int[FLOORS.size()][KINDS.size()];
    for (int[] floor : table) {
      for (int kind = 0; kind < floor.length; kind++) floor[kind] = random.nextInt(6);
    }
    List<Group> all = groups(table);
    var groups = new UseGroups(all);
    for (Group group : all) {
      if (groups.isKept(group)) continue;
      assertThat(isTooSmall(group)).isFalse();
      if (group.floor().isEmpty()) {
        check(all, groups, all.stream().filter(g -> isPartByFloor(g, group)).toList());
      }
      if (group.kind().isEmpty()) {
        check(all, groups, all.stream().filter(g -> isPartByKind(g, group)).toList());
      }
    }
  }

  @Example
  void ofTwoFloorsTheOtherHidesTheSmallOne() {
    var groups = new UseGroups(groups(new int[][] {{0, 0, 20}, {0, 2, 0}, {0, 0, 0}}));
    assertThat(groups.isKept(ALL, ALL)).isFalse();
    assertThat(groups.isKept(Optional.of("f2"), ALL)).isTrue();
    assertThat(groups.isKept(Optional.of("f1"), ALL)).isTrue();
    assertThat(groups.told(ALL, Optional.of("position"))).isEmpty();
  }

  @Example
  void whereAllAreEnoughAllIsToldButAFloorOfOneRoomWhichHidesNothing() {
    List<Group> all = groups(new int[][] {{1, 3, 20}, {2, 8, 0}, {1, 0, 0}});
    assertThat(all)
        .hasSize(13)
        .filteredOn(new UseGroups(all)::isKept)
        .extracting(Group::floor, Group::kind)
        .containsExactly(tuple(Optional.of("f3"), ALL));
  }

  private static void check(List<Group> all, UseGroups groups, List<Group> parts) {
    List<Group> missing = parts.stream().filter(groups::isKept).toList();
    if (missing.stream().noneMatch(one -> isSensitive(all, one))) return;
    assertThat(missing).hasSizeGreaterThan(1);
    assertThat(missing.stream().mapToInt(one -> counted(all, one)).sum()).isGreaterThanOrEqualTo(3);
  }

  /** Too few, and not all of them rooms. */
  private static boolean isSensitive(List<Group> all, Group group) {
    return isTooSmall(group)
        && all.stream()
            .filter(one -> one.floor().equals(group.floor()))
            .filter(one -> group.kind().isEmpty() || one.kind().equals(group.kind()))
            .anyMatch(one -> one.kind().isPresent() && !one.kind().equals(Optional.of(ROOM)));
  }

  private static int counted(List<Group> all, Group group) {
    return isSensitive(all, group) ? group.spaces() : Math.max(3, group.spaces());
  }

  private static boolean isTooSmall(Group group) {
    return group.spaces() < 3 && !group.kind().equals(Optional.of(ROOM));
  }

  private static boolean isPartByFloor(Group part, Group whole) {
    return part.floor().isPresent() && part.kind().equals(whole.kind());
  }

  private static boolean isPartByKind(Group part, Group whole) {
    return part.kind().isPresent() && part.floor().equals(whole.floor());
  }

  private static List<Group> groups(int[][] table) {
    List<Group> groups = new ArrayList<>();
    for (int floor = -1; floor < FLOORS.size(); floor++) {
      for (int kind = -1; kind < KINDS.size(); kind++) {
        int spaces = 0;
        for (int i = 0; i < FLOORS.size(); i++) {
          for (int j = 0; j < KINDS.size(); j++) {
            if ((floor < 0 || floor == i) && (kind < 0 || kind == j)) spaces += table[i][j];
          }
        }
        if (spaces == 0) continue;
        groups.add(new Group(named(FLOORS, floor), named(KINDS, kind), 1, 2, spaces, 1));
      }
    }
    return groups;
  }

  private static Optional<String> named(List<String> names, int at) {
    return at < 0 ? Optional.empty() : Optional.of(names.get(at));
  }
}
