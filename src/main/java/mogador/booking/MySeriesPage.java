package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import mogador.kernel.LocalText;

/**
 * A series of someone's, or a party: {@code GET /me/series/ID}, {@code GET /me/parties/ID}.
 *
 * @param path of this page
 * @param fresh whether it was just booked
 * @param cancelled whether something of it was just cancelled; {@code changed} likewise
 */
public record MySeriesPage(
    String path,
    boolean series,
    LocalText name,
    LocalText siteName,
    boolean fresh,
    boolean cancelled,
    boolean changed,
    List<Row> rows) {

  /**
   * One of its bookings.
   *
   * @param recurrence its name in the series; empty in a party
   * @param status a code of {@code mine.status.CODE}
   * @param open whether it is still to come
   */
  public record Row(
      String id,
      String reference,
      String recurrence,
      LocalText place,
      LocalDateTime from,
      LocalDateTime to,
      long totalCentimes,
      String status,
      boolean open) {}

  public MySeriesPage {
    rows = List.copyOf(rows);
  }

  public long open() {
    return rows.stream().filter(Row::open).count();
  }

  public long totalCentimes() {
    return rows.stream().filter(Row::open).mapToLong(Row::totalCentimes).sum();
  }
}
