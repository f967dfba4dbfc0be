package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class JournalStateProperties {
  private static final JournalEvent.Journal JOURNAL =
      new JournalEvent.Journal(new DeviceId("essaouira", "r-entrance"), "a3d1f5c07b9e4e12");

  /** An event under its sequence. */
  record Sent(long sequence, String content) {}

  @Property
  void aJournalInAnyOrderWithDuplicatesGivesOneState(
      @ForAll @IntRange(min = 1, max = 40) int length, @ForAll Random random) {
    List<Sent> events = new ArrayList<>();
    for (long sequence = 1; sequence <= length; sequence++) {
      events.add(new Sent(sequence, "event " + sequence));
    }
    List<Sent> arrived = new ArrayList<>(events);
    for (Sent event : events) while (random.nextBoolean()) arrived.add(event);
    Collections.shuffle(arrived, random);
    assertThat(merged(arrived)).isEqualTo(merged(events));
    assertThat(merged(arrived).through(JOURNAL, 1)).isEqualTo(length);
  }

  @Property
  void anotherContentUnderTheSameNameNeverReplacesTheFirst(
      @ForAll("anything") List<Sent> first, @ForAll("anything") List<Sent> later) {
    JournalState<String> before = merged(first);
    List<Sent> all = new ArrayList<>(first);
    all.addAll(later);
    JournalState<String> after = merged(all);
    before.kept().forEach((key, content) -> assertThat(after.kept().get(key)).isEqualTo(content));
    assertThat(after.aside()).containsAll(before.aside());
    for (Sent event : all) {
      var key = new JournalEvent.Key(JOURNAL, event.sequence());
      boolean kept = event.content().equals(after.kept().get(key));
      boolean aside = after.aside().contains(new JournalState.Aside<>(key, event.content()));
      assertThat(kept ^ aside).as("either kept or aside: %s", event).isTrue();
    }
  }

  @Property
  void acknowledgedIsExactlyTheUnbrokenRunBehindTheOldestHeld(
      @ForAll("anything") List<Sent> events, @ForAll @IntRange(min = 1, max = 12) int first) {
    JournalState<String> state = merged(events);
    long through = state.through(JOURNAL, first);
    for (long sequence = first; sequence <= through; sequence++) {
      assertThat(state.kept()).containsKey(new JournalEvent.Key(JOURNAL, sequence));
    }
    assertThat(state.kept()).doesNotContainKey(new JournalEvent.Key(JOURNAL, through + 1));
  }

  @Provide
  Arbitrary<List<Sent>> anything() {
    return Combinators.combine(Arbitraries.longs().between(1, 12), Arbitraries.of("a", "b", "c"))
        .as(Sent::new)
        .list()
        .ofMaxSize(25);
  }

  private static JournalState<String> merged(List<Sent> events) {
    JournalState<String> state = JournalState.empty();
    for (Sent event : events) {
      state = state.with(new JournalEvent.Key(JOURNAL, event.sequence()), event.content());
    }
    return state;
  }
}
