package mogador.desk;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * How a right stood to a door, for people.
 *
 * @param source a code of {@code right.source.CODE}
 * @param spaces it leads to; none for every door of the site
 * @param word a code of {@code standing.CODE}: opens, not_yet, over, other_hours, taken_away,
 *     other_doors
 * @param distance of a right not yet begun or over: how far off
 * @param moment of a right taken away: when; of one at other hours: when they begin
 * @param schedule the name of its hours
 */
public record Standing(
    String source,
    List<LocalText> spaces,
    LocalDateTime from,
    LocalDateTime to,
    String word,
    Optional<Distance> distance,
    Optional<LocalDateTime> moment,
    Optional<String> schedule) {

  public Standing {
    spaces = List.copyOf(spaces);
  }

  /**
   * A length of time in its largest unit.
   *
   * @param unit a code of {@code distance.CODE}: seconds, minutes, hours or days
   */
  public record Distance(String unit, long count) {
    static Distance of(Duration length) {
      if (length.toDays() > 1) return new Distance("days", length.toDays());
      if (length.toHours() > 1) return new Distance("hours", length.toHours());
      if (length.toMinutes() > 1) return new Distance("minutes", length.toMinutes());
      return new Distance("seconds", Math.max(1, length.toSeconds()));
    }
  }
}
