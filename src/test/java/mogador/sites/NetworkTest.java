package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final Network NETWORK =
      new Network(List.of(TestSites.site(SeedSites.document("essaouira"))), List.of());

  @Test
  void aSeatIsReachedThroughTheEntranceAndTheCoworkingDoor() {
    assertThat(doors("p-07")).containsExactly("d-entrance", "d-coworking");
  }

  @Test
  void joinedRoomsOpenBothOfTheirDoors() {
    assertThat(doors("m-12")).containsExactlyInAnyOrder("d-entrance", "d-m-1", "d-m-2");
  }

  @Test
  void upstairsIsReachedThroughTheLanding() {
    assertThat(doors("b-14")).containsExactly("d-entrance", "d-etage", "d-b-14");
  }

  @Test
  void aSeatBelongsToItsTableAndToTheWholeCoworking() {
    assertThat(NETWORK.wholesOf(space("p-07")))
        .extracting(Space::code)
        .containsExactly("t-b", "coworking");
  }

  @Test
  void aTableSharesAtomsWithItsSeatsAndTheWholeCoworking() {
    assertThat(NETWORK.sharing(space("t-b")))
        .extracting(Space::code)
        .containsExactlyInAnyOrder("coworking", "p-05", "p-06", "p-07", "p-08");
  }

  @Test
  void theAtomsOfAWholeAreSortedAndThoseOfItsParts() {
    Space whole = space("coworking");
    assertThat(whole.atoms()).hasSize(35).isSorted().contains(space("p-35").id());
    assertThat(space("p-01").atoms()).containsExactly(space("p-01").id());
  }

  private static List<String> doors(String code) {
    return NETWORK.doorsTo(space(code)).stream().map(Door::code).toList();
  }

  private static Space space(String code) {
    return NETWORK.space("essaouira", code).orElseThrow();
  }
}
