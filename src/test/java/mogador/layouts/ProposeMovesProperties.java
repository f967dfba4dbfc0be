package mogador.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.kernel.TimeSlot;
import mogador.layouts.ProposeMoves.Lost;
import mogador.sites.SeatLayout;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.TestSites;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Moves proposed for the bookings of seats put away, among seats that others hold. */
class ProposeMovesProperties {
  private static final Site SITE = TestSites.site(SeedSites.document("oujda"));
  private static final LocalDateTime MORNING = LocalDateTime.parse("2026-12-01T08:00");
  private static final List<Space> SEATS =
      SITE.spaces().stream().filter(s -> s.kind() == SpaceKind.POSITION).toList();

  /** A seat's index, held for some hours of the morning. */
  record Hold(int seat, int from, int hours) {
    TimeSlot slot() {
      return booking(this).slot();
    }
  }

  @Property
  void noneIsProposedTwiceNoneIsTakenAndNoneNearerIsPassedOver(
      @ForAll("holds") List<Hold> others,
      @ForAll("holds") List<Hold> lost,
      @ForAll("away") Set<Integer> away) {
    Set<Long> gone = away.stream().map(i -> SEATS.get(i).id()).collect(Collectors.toSet());
    var layout =
        new SeatLayout(
            UUID.randomUUID(),
            SEATS.getFirst().floor(),
            MORNING.toLocalDate(),
            java.util.Map.of(),
            gone);
    Site after = SITE.with(List.of(layout));
    var taken = new TakenAtoms();
    for (Hold hold : others) taken.add(SEATS.get(hold.seat()), hold.slot());
    List<Lost> bookings =
        lost.stream()
            .filter(hold -> away.contains(hold.seat()))
            .map(hold -> new Lost(booking(hold), SEATS.get(hold.seat())))
            .toList();
    List<Broken> all =
        new ProposeMoves(SITE, after, (space, booking) -> booking.slot()).of(bookings, taken);

    assertThat(all).hasSameSizeAs(bookings);
    var given = new ArrayList<Broken>();
    for (Broken one : all) {
      TimeSlot slot = one.booking().slot();
      Set<Long> free = new HashSet<>();
      for (Space seat : SEATS) {
        if (!gone.contains(seat.id()) && taken.isFree(seat, slot)) free.add(seat.id());
      }
      assertThat(one.free()).extracting(Space::id).containsExactlyInAnyOrderElementsOf(free);
      for (Broken before : given) {
        if (before.booking().slot().overlaps(slot)) {
          free.remove(before.proposed().orElseThrow().id());
        }
      }
      assertThat(one.proposed().isPresent()).isEqualTo(!free.isEmpty());
      if (one.proposed().isEmpty()) continue;
      assertThat(free).contains(one.proposed().get().id());
      double far = ProposeMoves.distance(one.space(), one.proposed().get());
      for (Space seat : SEATS) {
        if (free.contains(seat.id())) {
          assertThat(ProposeMoves.distance(one.space(), seat)).isGreaterThanOrEqualTo(far);
        }
      }
      given.add(one);
    }
  }

  private static mogador.booking.Booking booking(Hold hold) {
    LocalDateTime from = MORNING.plusHours(hold.from());
    return SampleBookings.of(
        SEATS.get(hold.seat()).id(), from, from.plusHours(hold.hours()), Optional.empty());
  }

  @Provide
  Arbitrary<List<Hold>> holds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SEATS.size() - 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, 3))
        .as(Hold::new)
        .list()
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<Set<Integer>> away() {
    return Arbitraries.integers().between(0, SEATS.size() - 1).set().ofMaxSize(4);
  }
}
