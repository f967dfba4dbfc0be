package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A room's tablet: {@code GET /door/{site}/{code}}. Names nobody.
 *
 * @param space its reference
 * @param state a code of {@code room.CODE}
 * @param until when its state ends that day
 * @param next what is booked later that day, in order
 * @param paired whether this very tablet may act
 * @param booking the id of what is running, when the tablet may act on it
 * @param offers for how long it could be booked now
 * @param extensions until when what is running could last longer
 * @param qr SVG of our own making: where a phone books the room; at its tablet, when it is free
 * @param said what became of the last touch, as a code of {@code refusal.CODE} or {@code door.said}
 */
public record DoorPage(
    String space,
    LocalText name,
    LocalText siteName,
    int capacity,
    LocalDateTime now,
    String state,
    Optional<LocalDateTime> until,
    List<WallPage.Hours> next,
    boolean paired,
    Optional<String> booking,
    List<Offer> offers,
    List<Offer> extensions,
    Optional<String> qr,
    Optional<String> said) {

  /**
   * A time to take.
   *
   * @param to when it ends
   * @param minutes from now, or longer than booked
   * @param last whether it lasts until the next booking
   */
  public record Offer(LocalDateTime to, long minutes, boolean last) {}

  public DoorPage {
    next = List.copyOf(next);
    offers = List.copyOf(offers);
    extensions = List.copyOf(extensions);
  }
}
