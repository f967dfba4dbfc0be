package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A person's bookings: {@code GET /me/bookings}.
 *
 * @param cancelled the one just cancelled, with how to book it again
 * @param upcoming not ended and not cancelled, the next first
 * @param past ended or cancelled, the latest first
 */
public record MyBookingsPage(
    Optional<Cancelled> cancelled, List<Entry> upcoming, List<Entry> past) {

  /** A cancellation that may have been a slip. */
  public record Cancelled(String reference, String bookAgain) {}

  /** A booking in the list; {@code running} while its time is now. */
  public record Entry(
      String id,
      String reference,
      LocalText name,
      LocalText siteName,
      LocalDateTime from,
      LocalDateTime to,
      long totalCentimes,
      boolean running,
      boolean cancelled) {

    public String href() {
      return "/me/bookings/" + id;
    }
  }

  public MyBookingsPage {
    upcoming = List.copyOf(upcoming);
    past = List.copyOf(past);
  }
}
