package mogador.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/**
 * A right that a manager gave, and why.
 *
 * @param spaces ids of those it leads to
 * @param doors codes of single doors; with no spaces either: every door of the site
 * @param schedule whose hours it keeps; at all hours when empty
 */
public record HandRight(
    UUID id,
    UUID person,
    String site,
    List<Long> spaces,
    List<String> doors,
    TimeSlot during,
    Optional<UUID> schedule,
    String reason,
    UUID givenBy,
    Instant givenAt) {
  public HandRight {
    spaces = List.copyOf(spaces);
    doors = List.copyOf(doors);
  }
}
