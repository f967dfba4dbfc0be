package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A booking with the pass that opens its doors: {@code GET /me/bookings/ID}.
 *
 * @param fresh just booked: say so
 * @param doorsFrom when the doors begin to open for it
 * @param code SVG of the code of this half minute; empty unless {@code state} is {@code READY} and
 *     the reader is who may pass
 * @param qr SVG of the code that stays, for paper; empty likewise
 * @param doors on the way from the street, in order
 * @param plan the floor's SVG with the space marked, or empty
 * @param calendar where the ICS file is, if there is one
 */
public record PassPage(
    String id,
    String reference,
    boolean fresh,
    State state,
    LocalText name,
    String kind,
    LocalText siteName,
    LocalText floor,
    LocalDateTime from,
    LocalDateTime to,
    LocalDateTime doorsFrom,
    long totalCentimes,
    String code,
    String qr,
    List<LocalText> doors,
    String plan,
    Optional<String> calendar) {

  /** What the pass is worth now. */
  public enum State {
    READY,
    /** Not confirmed yet: held, offered or asked for. */
    WAITING,
    ENDED,
    CANCELLED
  }

  public PassPage {
    doors = List.copyOf(doors);
  }
}
