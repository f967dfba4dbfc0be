package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mogador.booking.PartyChoiceProperties.Seat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The chosen seats beside every possible choice. */
class PartyChoiceProperties {
  record Seat(int number, int x, int y) {}

  @Property(tries = 300)
  void noChoiceSitsCloserTogether(
      @ForAll("seats") List<Seat> seats, @ForAll @IntRange(min = 1, max = 5) int count) {
    var chosen = PartyChoice.of(seats, count, PartyChoiceProperties::apart);
    if (seats.size() < count) {
      assertThat(chosen).isEmpty();
      return;
    }
    assertThat(chosen.orElseThrow()).hasSize(count).doesNotHaveDuplicates().isSubsetOf(seats);
    double least =
        choices(seats, count).stream().mapToDouble(PartyChoiceProperties::sum).min().orElseThrow();
    assertThat(sum(chosen.orElseThrow()))
        .isCloseTo(least, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Property(tries = 5)
  void ofHundredsItIsQuickAndStillWholeAndNearTogether(
      @ForAll @IntRange(min = 6, max = 20) int count) {
    var seats = new ArrayList<Seat>();
    for (int i = 0; i < 300; i++) seats.add(new Seat(i, i % 20 * 100, i / 20 * 100));
    long before = System.nanoTime();
    List<Seat> chosen = PartyChoice.of(seats, count, PartyChoiceProperties::apart).orElseThrow();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(chosen).hasSize(count).doesNotHaveDuplicates();
    int side = (int) Math.ceil(Math.sqrt(count)) + 1;
    assertThat(width(chosen)).isLessThanOrEqualTo(side * 100);
  }

  @Provide
  Arbitrary<List<Seat>> seats() {
    Arbitrary<Integer> at = Arbitraries.integers().between(0, 900);
    return Combinators.combine(at, at)
        .as((x, y) -> new Seat(0, x, y))
        .list()
        .ofMaxSize(10)
        .map(
            list -> {
              var numbered = new ArrayList<Seat>();
              for (Seat seat : list) numbered.add(new Seat(numbered.size(), seat.x(), seat.y()));
              return numbered;
            });
  }

  private static int width(List<Seat> seats) {
    return seats.stream().mapToInt(Seat::x).max().orElseThrow()
        - seats.stream().mapToInt(Seat::x).min().orElseThrow();
  }

  private static List<List<Seat>> choices(List<Seat> seats, int count) {
    if (count == 0) return List.of(List.of());
    if (seats.size() < count) return List.of();
    var all = new ArrayList<>(choices(seats.subList(1, seats.size()), count));
    for (List<Seat> rest : choices(seats.subList(1, seats.size()), count - 1)) {
      var with = new ArrayList<>(rest);
      with.addFirst(seats.getFirst());
      all.add(with);
    }
    return all;
  }

  private static double sum(List<Seat> seats) {
    double sum = 0;
    for (Seat a : seats) for (Seat b : seats) if (a.number() < b.number()) sum += apart(a, b);
    return sum;
  }

  private static double apart(Seat a, Seat b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
