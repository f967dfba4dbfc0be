package mogador.access;

import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lists that follow the snapshot step by step, against lists made anew. */
class AccessListsProperties {
  private static final List<Doorway.Key> DOORS =
      List.of(new Doorway.Key(SITE, "entrance"), new Doorway.Key(SITE, "office"));

  @Property(tries = 300)
  void stepByStepTheyBecomeWhatTheyWouldBeFromNothing(
      @ForAll("steps") List<List<PersonAccess>> steps) {
    AccessSnapshot snapshot = AccessFixture.park();
    AccessLists lists = AccessLists.of(snapshot, NOON);
    for (List<PersonAccess> step : steps) {
      Set<UUID> changed = new HashSet<>();
      for (PersonAccess access : step) {
        snapshot = SampleAccess.with(snapshot, access, changed);
      }
      lists = lists.with(snapshot, changed, NOON);
      AccessLists anew = AccessLists.of(snapshot, NOON);
      for (Doorway.Key door : DOORS) {
        assertThat(lists.of(door).lines()).isEqualTo(anew.of(door).lines());
        assertThat(lists.of(door).hash()).isEqualTo(anew.of(door).hash());
        assertThat(lists.of(door).size()).isEqualTo(anew.of(door).size());
      }
    }
  }

  @Property(tries = 300)
  void whatHasChangedLeadsFromOneListToTheOther(
      @ForAll("people") List<PersonAccess> some, @ForAll("people") List<PersonAccess> others) {
    AccessList from = list(some);
    AccessList to = list(others);
    AccessList.Change change = to.since(from);
    AccessList there = from.with(change.drop(), change.put());
    assertThat(there.lines()).isEqualTo(to.lines());
    assertThat(there.hash()).isEqualTo(to.hash());
    assertThat(from.hash().equals(to.hash())).isEqualTo(from.lines().equals(to.lines()));
  }

  private static AccessList list(List<PersonAccess> people) {
    AccessSnapshot snapshot = AccessFixture.park();
    for (PersonAccess access : people) {
      snapshot = SampleAccess.with(snapshot, access, new HashSet<>());
    }
    return AccessLists.of(snapshot, NOON).of(DOORS.getFirst());
  }

  @Provide
  Arbitrary<List<List<PersonAccess>>> steps() {
    return people().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<PersonAccess>> people() {
    return SampleAccess.access().list().ofMaxSize(4);
  }
}
