package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A site's rooms now, for an entrance hall: {@code GET /wall/{site}?lang=}. Names nobody.
 *
 * @param now at the site
 * @param seats how many seats of the coworking are free now, of {@code allSeats}
 */
public record WallPage(
    String site, LocalText siteName, LocalDateTime now, int seats, int allSeats, List<Room> rooms) {

  /**
   * A meeting or event room.
   *
   * @param state a code of {@code room.CODE}
   * @param until when its state ends that day
   * @param next what is booked next that day
   */
  public record Room(
      LocalText name,
      LocalText floor,
      String state,
      Optional<LocalDateTime> until,
      Optional<Hours> next) {}

  /** From when to when, at the site. */
  public record Hours(LocalDateTime from, LocalDateTime to) {
    static Hours of(LocalSlot slot) {
      return new Hours(slot.from(), slot.to());
    }
  }

  public WallPage {
    rooms = List.copyOf(rooms);
  }
}
