package mogador.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import mogador.sites.SeatLayout;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** When seats are put away, beside what the layout of each single day says. */
class PutAwayProperties {
  private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
  private static final int DAYS = 20;
  private static final int SEATS = 4;

  @Property
  void aSeatIsClosedOnExactlyTheDaysOnWhichItsLayoutPutsItAway(
      @ForAll("layouts") List<SeatLayout> layouts) {
    Set<PutAway> closed = PutAway.of(layouts);
    for (int i = 0; i < DAYS + 5; i++) {
      LocalDate day = FIRST.plusDays(i);
      for (long seat = 1; seat <= SEATS; seat++) {
        assertThat(isClosed(closed, seat, day))
            .as("%d on %s", seat, day)
            .isEqualTo(isAway(layouts, seat, day));
      }
    }
  }

  @Property
  void noTwoClosuresOfASeatTouch(@ForAll("layouts") List<SeatLayout> layouts) {
    Set<PutAway> closed = PutAway.of(layouts);
    for (PutAway one : closed) {
      assertThat(one.from()).isBefore(one.to());
      assertThat(closed)
          .filteredOn(other -> !other.equals(one) && other.seat() == one.seat())
          .allMatch(other -> other.to().isBefore(one.from()) || other.from().isAfter(one.to()));
    }
  }

  private static boolean isClosed(Set<PutAway> closed, long seat, LocalDate day) {
    return closed.stream()
        .anyMatch(c -> c.seat() == seat && !day.isBefore(c.from()) && day.isBefore(c.to()));
  }

  /** Day by day backwards, until a layout begins. */
  private static boolean isAway(List<SeatLayout> layouts, long seat, LocalDate day) {
    for (LocalDate that = day; !that.isBefore(FIRST); that = that.minusDays(1)) {
      for (SeatLayout layout : layouts) {
        if (layout.from().equals(that)) return layout.away().contains(seat);
      }
    }
    return false;
  }

  @Provide
  Arbitrary<List<SeatLayout>> layouts() {
    Arbitrary<Integer> days = Arbitraries.integers().between(0, DAYS);
    Arbitrary<Set<Long>> away = Arbitraries.longs().between(1, SEATS).set();
    return Combinators.combine(days, away)
        .as((day, gone) -> layout(FIRST.plusDays(day), gone))
        .list()
        .ofMaxSize(8)
        .uniqueElements(SeatLayout::from);
  }

  private static SeatLayout layout(LocalDate from, Set<Long> away) {
    Map<Long, mogador.sites.Point> standing =
        IntStream.rangeClosed(1, SEATS)
            .mapToObj(Long::valueOf)
            .filter(seat -> !away.contains(seat))
            .collect(
                java.util.stream.Collectors.toMap(
                    seat -> seat, seat -> new mogador.sites.Point(seat.intValue() * 200, 0)));
    return new SeatLayout(UUID.randomUUID(), "g", from, standing, away);
  }
}
