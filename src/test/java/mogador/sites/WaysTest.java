package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mogador.kernel.LocalText;
import org.junit.jupiter.api.Test;

class WaysTest {
  @Test
  void everyDoorInARowIsOpened() {
    assertThat(into("office", "outside>hall", "hall>corridor", "corridor>office"))
        .containsExactly("outside>hall", "hall>corridor", "corridor>office");
  }

  @Test
  void aDoorToAnotherRoomStaysShut() {
    assertThat(into("office", "outside>hall", "hall>office", "hall>other"))
        .doesNotContain("hall>other");
  }

  @Test
  void twoEntrancesEquallyNearBothOpen() {
    assertThat(into("office", "outside>hall", "outside>terrace", "hall>office", "terrace>office"))
        .hasSize(4);
  }

  @Test
  void aDetourStaysShut() {
    assertThat(into("office", "outside>hall", "hall>office", "hall>tenant", "tenant>office"))
        .containsExactly("outside>hall", "hall>office");
  }

  @Test
  void aDoorIsNoWayInBackwards() {
    assertThat(into("office", "outside>hall", "office>hall")).isEmpty();
  }

  @Test
  void theStreetNeedsNoDoor() {
    assertThat(into("outside", "outside>hall")).isEmpty();
  }

  @Test
  void severalZonesOpenTheDoorsOfEach() {
    Ways ways = Ways.of(doors("outside>hall", "hall>m-1", "hall>m-2", "hall>m-3"));
    assertThat(ways.into(Set.of("m-1", "m-2")))
        .extracting(Door::code)
        .containsExactly("outside>hall", "hall>m-1", "hall>m-2");
  }

  private static List<String> into(String zone, String... doors) {
    return Ways.of(doors(doors)).into(Set.of(zone)).stream().map(Door::code).toList();
  }

  static List<Door> doors(String... ways) {
    return List.of(ways).stream().map(WaysTest::door).toList();
  }

  private static Door door(String way) {
    int arrow = way.indexOf('>');
    return new Door(
        way,
        LocalText.same(way),
        "g",
        new Point(0, 0),
        90,
        Door.Side.NORTH,
        way.substring(0, arrow),
        way.substring(arrow + 1));
  }
}
