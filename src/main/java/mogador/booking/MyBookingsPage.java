package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A person's bookings: {@code GET /me/bookings}.
 *
 * @param cancelled the one just cancelled, with how to book it again
 * @param said what became of the last change: a code of {@code mine.said.CODE} or a refusal's
 * @param upcoming not ended and still theirs, the next first
 * @param waits what they wait for, the next first
 * @param past ended or no longer theirs, the latest first
 * @param series by the id of the booking in {@code upcoming} that stands for it
 */
public record MyBookingsPage(
    Optional<Cancelled> cancelled,
    Optional<String> said,
    List<Entry> upcoming,
    List<Wait> waits,
    List<Entry> past,
    Map<String, InSeries> series) {

  /** Of someone who has no series. */
  public MyBookingsPage(
      Optional<Cancelled> cancelled,
      Optional<String> said,
      List<Entry> upcoming,
      List<Wait> waits,
      List<Entry> past) {
    this(cancelled, said, upcoming, waits, past, Map.of());
  }

  /** A series, shown by its next booking; {@code more} come after it. */
  public record InSeries(String href, long more) {}

  /** A cancellation that may have been a slip. */
  public record Cancelled(String reference, String bookAgain) {}

  /**
   * A booking in the list.
   *
   * @param status a code of {@code mine.status.CODE}
   * @param running while its time is now
   * @param arriving whether its holder may say that they are here
   * @param minutesLeft to take what is held or offered
   * @param again where the same is booked for another time
   * @param longer where it is extended
   */
  public record Entry(
      String id,
      String reference,
      LocalText name,
      LocalText siteName,
      LocalDateTime from,
      LocalDateTime to,
      long totalCentimes,
      String status,
      boolean running,
      boolean arriving,
      Optional<Long> minutesLeft,
      String again,
      String longer) {

    public String href() {
      return "/me/bookings/" + id;
    }

    public boolean is(String code) {
      return status.equals(code);
    }

    /** Whether it waits for its holder to take it. */
    public boolean open() {
      return minutesLeft.isPresent();
    }
  }

  /**
   * A place in the line for some time.
   *
   * @param name of the space, when it is one that they wait for
   * @param kind a code of {@code kind.CODE}, when any of a kind will do
   * @param place in the line, from 1
   */
  public record Wait(
      String id,
      Optional<LocalText> name,
      String kind,
      LocalText siteName,
      LocalDateTime from,
      LocalDateTime to,
      int place) {}

  public MyBookingsPage {
    upcoming = List.copyOf(upcoming);
    waits = List.copyOf(waits);
    past = List.copyOf(past);
    series = Map.copyOf(series);
  }
}
