package mogador.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The interval algebra beside a bit set of the 96 quarter hours of a day. */
class SlotSetProperties {
  private static final int QUARTERS = 96;
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");

  @Property
  void unionIsThatOfTheBits(@ForAll("slots") List<TimeSlot> a, @ForAll("slots") List<TimeSlot> b) {
    BitSet expected = bits(a);
    expected.or(bits(b));
    assertThat(bits(SlotSet.of(a).union(SlotSet.of(b)).slots())).isEqualTo(expected);
  }

  @Property
  void intersectionIsThatOfTheBits(
      @ForAll("slots") List<TimeSlot> a, @ForAll("slots") List<TimeSlot> b) {
    BitSet expected = bits(a);
    expected.and(bits(b));
    assertThat(bits(SlotSet.of(a).intersection(SlotSet.of(b)).slots())).isEqualTo(expected);
  }

  @Property
  void differenceIsThatOfTheBits(
      @ForAll("slots") List<TimeSlot> a, @ForAll("slots") List<TimeSlot> b) {
    BitSet expected = bits(a);
    expected.andNot(bits(b));
    assertThat(bits(SlotSet.of(a).minus(SlotSet.of(b)).slots())).isEqualTo(expected);
  }

  @Property
  void overlapIsACommonBit(@ForAll("slot") TimeSlot a, @ForAll("slot") TimeSlot b) {
    assertThat(a.overlaps(b)).isEqualTo(bits(List.of(a)).intersects(bits(List.of(b))));
    assertThat(a.intersection(b).isPresent()).isEqualTo(a.overlaps(b));
  }

  @Property
  void aSetIsTheSameFromItsSlotsInAnyOrder(@ForAll("slots") List<TimeSlot> slots) {
    assertThat(SlotSet.of(slots.reversed())).isEqualTo(SlotSet.of(slots));
    assertThat(SlotSet.of(SlotSet.of(slots).slots())).isEqualTo(SlotSet.of(slots));
  }

  @Provide
  Arbitrary<TimeSlot> slot() {
    return Combinators.combine(
            Arbitraries.integers().between(0, QUARTERS - 1), Arbitraries.integers().between(1, 16))
        .as((from, length) -> slot(from, Math.min(QUARTERS, from + length)));
  }

  @Provide
  Arbitrary<List<TimeSlot>> slots() {
    return slot().list().ofMaxSize(8);
  }

  private static TimeSlot slot(int from, int to) {
    return new TimeSlot(DAY.plusSeconds(from * 900L), DAY.plusSeconds(to * 900L));
  }

  private static BitSet bits(List<TimeSlot> slots) {
    var bits = new BitSet(QUARTERS);
    for (TimeSlot slot : slots) {
      bits.set(quarter(slot.start()), quarter(slot.end()));
    }
    return bits;
  }

  private static int quarter(Instant instant) {
    return (int) ((instant.getEpochSecond() - DAY.getEpochSecond()) / 900);
  }
}
