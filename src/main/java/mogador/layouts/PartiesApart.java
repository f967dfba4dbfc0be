package mogador.layouts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.booking.Booking;
import mogador.sites.Point;

/**
 * Which parties no longer sit side by side: one of them was near another of them, or nearer, and is
 * not any more. Nothing of theirs is broken; their manager is told.
 */
final class PartiesApart {
  /** Who sits this near to another sits beside or across, or at the next table; cm. */
  static final double NEAR = 250;

  private PartiesApart() {}

  /** A party and its bookings. */
  record Party(UUID id, List<Booking> bookings) {
    Party {
      bookings = List.copyOf(bookings);
    }
  }

  /**
   * Those that come apart.
   *
   * @param was where a booking's seat stands, {@code is} where it will; empty for nowhere
   */
  static List<Party> of(
      List<Booking> bookings,
      Function<Booking, Optional<Point>> was,
      Function<Booking, Optional<Point>> is) {
    Map<UUID, List<Booking>> parties = new LinkedHashMap<>();
    for (Booking one : bookings) {
      one.party().ifPresent(id -> parties.computeIfAbsent(id, p -> new ArrayList<>()).add(one));
    }
    return parties.entrySet().stream()
        .map(party -> new Party(party.getKey(), party.getValue()))
        .filter(party -> farthest(party, is) > Math.max(NEAR, farthest(party, was)))
        .toList();
  }

  /** How far the loneliest of them sits from the next. */
  private static double farthest(Party party, Function<Booking, Optional<Point>> where) {
    List<Point> seats = party.bookings().stream().flatMap(b -> where.apply(b).stream()).toList();
    double farthest = 0;
    for (int i = 0; i < seats.size(); i++) {
      double nearest = Double.MAX_VALUE;
      for (int j = 0; j < seats.size(); j++) {
        if (i != j) nearest = Math.min(nearest, apart(seats.get(i), seats.get(j)));
      }
      if (nearest < Double.MAX_VALUE) farthest = Math.max(farthest, nearest);
    }
    return farthest;
  }

  private static double apart(Point p, Point q) {
    return Math.hypot(p.x() - q.x(), p.y() - q.y());
  }
}
