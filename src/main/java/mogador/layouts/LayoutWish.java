package mogador.layouts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.sites.Point;

/**
 * How a manager wants the seats of a floor to stand. A seat not named stays as it is on that day.
 *
 * @param from the first local day on which it holds
 */
record LayoutWish(String floor, LocalDate from, List<Seat> seats) {
  LayoutWish {
    seats = List.copyOf(seats);
  }

  /**
   * A seat of the floor.
   *
   * @param code as in the site file, e.g. {@code p-07}
   * @param corner its top left corner, in cm; empty when it is put away
   */
  record Seat(String code, Optional<Point> corner) {}
}
