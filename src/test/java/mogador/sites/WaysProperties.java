package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WaysProperties {
  private static final List<String> ZONES = List.of("outside", "a", "b", "c", "d", "e");

  @Property
  void theDoorsOpenedLeadFromTheStreetToTheZone(
      @ForAll("plans") List<Door> doors, @ForAll("zones") String zone) {
    List<Door> opened = Ways.of(doors).into(Set.of(zone));
    assertThat(walk(opened).contains(zone)).isEqualTo(walk(doors).contains(zone));
  }

  @Property
  void noDoorIsOpenedThatOneMayDoWithoutOnEveryShortestWay(
      @ForAll("plans") List<Door> doors, @ForAll("zones") String zone) {
    for (Door door : Ways.of(doors).into(Set.of(zone))) {
      int before = distance(doors, "outside", door.from());
      int after = distance(doors, door.to(), zone);
      assertThat(before + 1 + after).isEqualTo(distance(doors, "outside", zone));
    }
  }

  @Property
  void everyDoorOnAShortestWayIsOpened(
      @ForAll("plans") List<Door> doors, @ForAll("zones") String zone) {
    List<Door> opened = Ways.of(doors).into(Set.of(zone));
    int shortest = distance(doors, "outside", zone);
    if (shortest == FAR) return;
    for (Door door : doors) {
      int way = distance(doors, "outside", door.from()) + 1 + distance(doors, door.to(), zone);
      if (way == shortest) assertThat(opened).contains(door);
    }
  }

  private static final int FAR = 1_000;

  /** The fewest doors between two zones, by trying ever longer walks. */
  private static int distance(List<Door> doors, String from, String to) {
    Set<String> reached = new HashSet<>(Set.of(from));
    for (int steps = 0; steps < ZONES.size(); steps++) {
      if (reached.contains(to)) return steps;
      Set<String> next = new HashSet<>(reached);
      for (Door door : doors) if (reached.contains(door.from())) next.add(door.to());
      reached = next;
    }
    return reached.contains(to) ? ZONES.size() : FAR;
  }

  private static Set<String> walk(List<Door> doors) {
    Set<String> reached = new HashSet<>(Set.of("outside"));
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Door door : doors) {
        if (reached.contains(door.from())) moved |= reached.add(door.to());
      }
    }
    return reached;
  }

  @Provide
  Arbitrary<List<Door>> plans() {
    Arbitrary<String> from = Arbitraries.of(ZONES);
    Arbitrary<String> to = Arbitraries.of(ZONES.subList(1, ZONES.size()));
    return Combinators.combine(from, to)
        .as((f, t) -> f + ">" + t)
        .filter(way -> way.charAt(0) != way.charAt(way.length() - 1))
        .set()
        .ofMaxSize(12)
        .map(ways -> WaysTest.doors(ways.toArray(String[]::new)));
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZONES);
  }
}
