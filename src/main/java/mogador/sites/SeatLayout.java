package mogador.sites;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How the seats of a floor stand from a day on, until the next layout of the floor. A seat it does
 * not name stands where the site file says.
 *
 * @param from the first local day of the site on which it holds
 * @param places the top left corner of each seat that stands, by the seat's id
 * @param away the ids of the seats put away
 */
public record SeatLayout(
    UUID id, String floor, LocalDate from, Map<Long, Point> places, Set<Long> away) {
  public SeatLayout {
    places = Map.copyOf(places);
    away = Set.copyOf(away);
  }

  /** Of layouts of one floor the one that holds on a day; empty before the first. */
  public static Optional<SeatLayout> on(Collection<SeatLayout> layouts, LocalDate day) {
    return layouts.stream()
        .filter(layout -> !layout.from().isAfter(day))
        .max(Comparator.comparing(SeatLayout::from));
  }
}
