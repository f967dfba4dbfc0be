package mogador.layouts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import mogador.booking.Booking;
import mogador.kernel.TimeSlot;
import mogador.sites.Point;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * Finds each broken booking another space of its kind: the nearest that is free all its time under
 * the new layout and proposed to nobody else then. Who comes first is served first.
 */
final class ProposeMoves {
  private static final double OTHER_FLOOR = 1_000_000;

  private final Site before;
  private final Site after;
  private final BiFunction<Space, Booking, TimeSlot> claimed;

  /**
   * @param before with the layouts as they are; {@code after} as they will be
   * @param claimed what a booking would hold of a space
   */
  ProposeMoves(Site before, Site after, BiFunction<Space, Booking, TimeSlot> claimed) {
    this.before = before;
    this.after = after;
    this.claimed = claimed;
  }

  /**
   * For each of these bookings, in their order.
   *
   * @param taken by others, and by the seats put away; not by these bookings
   */
  List<Broken> of(List<Lost> lost, TakenAtoms taken) {
    var proposed = new TakenAtoms();
    var all = new ArrayList<Broken>();
    for (Lost one : lost) {
      Booking booking = one.booking();
      List<Space> free =
          candidates(one).stream()
              .filter(space -> taken.isFree(space, claimed.apply(space, booking)))
              .toList();
      Optional<Space> first =
          free.stream()
              .filter(space -> proposed.isFree(space, claimed.apply(space, booking)))
              .findFirst();
      first.ifPresent(space -> proposed.add(space, claimed.apply(space, booking)));
      all.add(new Broken(booking, one.space(), free, first));
    }
    return all;
  }

  /** A booking and what it has booked. */
  record Lost(Booking booking, Space space) {}

  private List<Space> candidates(Lost lost) {
    Space stood = stood(lost);
    return after.arranged(lost.booking().time().to().toLocalDate()).spaces().stream()
        .filter(space -> space.kind() == lost.space().kind() && space.id() != lost.space().id())
        .filter(space -> space.bookable() && space.shape().isPresent())
        .filter(space -> space.capacity() >= lost.booking().attendees())
        .sorted(
            Comparator.comparingDouble((Space space) -> distance(stood, space))
                .thenComparing(Space::code))
        .toList();
  }

  private Space stood(Lost lost) {
    return before
        .arranged(lost.booking().time().from().toLocalDate())
        .space(lost.space().code())
        .filter(space -> space.label().isPresent())
        .orElse(lost.space());
  }

  /** In cm on the plan. */
  static double distance(Space one, Space other) {
    if (!one.floor().equals(other.floor())) return OTHER_FLOOR;
    if (one.label().isEmpty() || other.label().isEmpty()) return OTHER_FLOOR;
    Point p = one.label().get();
    Point q = other.label().get();
    return Math.hypot(p.x() - q.x(), p.y() - q.y());
  }
}
