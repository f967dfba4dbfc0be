package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import mogador.kernel.LocalText;

/** Lets a manager make a tablet the room's own, and take that back: {@code /door/…/pair}. */
public record DoorPairPage(String space, LocalText name, LocalText siteName, List<Tablet> tablets) {
  /**
   * A tablet that may act for the room.
   *
   * @param seen when it was last heard of, to some minutes
   */
  public record Tablet(String id, String label, LocalDateTime paired, LocalDateTime seen) {}

  public DoorPairPage {
    tablets = List.copyOf(tablets);
  }
}
