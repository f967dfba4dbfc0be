package mogador.booking;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import mogador.kernel.LocalText;

/**
 * A day of many spaces as a table: a row each, half hours across.
 *
 * @param hours column heads, each over {@code halves} half hours
 */
public record DayGridPage(List<Head> hours, List<Row> rows) {
  /**
   * An hour as a column head.
   *
   * @param halves 1 or 2
   */
  public record Head(LocalTime at, int halves) {}

  /**
   * A space's day.
   *
   * @param reference e.g. {@code essaouira/p-07}
   */
  public record Row(String reference, LocalText name, int capacity, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One free half hour, or several that are not.
   *
   * @param state a code of {@code state.CODE}
   * @param count half hours across
   * @param href to book from there on; empty unless free
   * @param asked whether it is within the hours asked for
   */
  public record Cell(
      String state, int count, LocalDateTime from, LocalDateTime to, String href, boolean asked) {
    public boolean free() {
      return !href.isEmpty();
    }
  }

  public DayGridPage {
    hours = List.copyOf(hours);
    rows = List.copyOf(rows);
  }

  public int columns() {
    return hours.stream().mapToInt(Head::halves).sum();
  }
}
