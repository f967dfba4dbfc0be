package mogador.layouts;

import java.util.List;
import java.util.Optional;
import mogador.booking.Booking;
import mogador.sites.Space;

/**
 * A booking that loses its space, or a part of it.
 *
 * @param free spaces of the same kind that are free for it, the nearest first
 * @param proposed the nearest of them that is proposed to nobody else then
 */
record Broken(Booking booking, Space space, List<Space> free, Optional<Space> proposed) {
  Broken {
    free = List.copyOf(free);
  }
}
