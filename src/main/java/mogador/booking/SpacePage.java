package mogador.booking;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A space and when it is free: {@code GET /spaces/{site}/{code}?view=day|week|month&day=}.
 *
 * @param reference e.g. {@code essaouira/p-07}
 * @param features codes of {@code feature.CODE}
 * @param rates what it costs; empty when it is not for sale
 * @param day the day shown, or one of the week or month shown
 * @param first of the days shown; {@code last} is included
 * @param before a day of the view before, if one may look there; {@code after} likewise
 * @param table by half hours, for a day or a week
 * @param month for a month
 * @param lines the same days as a list
 * @param kept who uses it when, for those who manage it
 * @param notes why days of it are unlike others
 * @param bookable whether it is let by the hour at all
 * @param night whether hours at which hardly anyone comes are left out
 * @param grainSeconds what its bookings begin and end on
 * @param start of a booking proposed, first free; {@code end} likewise
 * @param search where all spaces of the kind are shown that day
 */
public record SpacePage(
    String reference,
    LocalText name,
    String kind,
    LocalText siteName,
    LocalText floor,
    int capacity,
    List<String> features,
    List<Rate> rates,
    View view,
    LocalDate today,
    LocalDate day,
    LocalDate first,
    LocalDate last,
    Optional<LocalDate> before,
    Optional<LocalDate> after,
    Optional<Table> table,
    Optional<Month> month,
    List<DayLine> lines,
    Optional<List<Kept>> kept,
    List<Note> notes,
    boolean bookable,
    boolean night,
    long grainSeconds,
    LocalDateTime start,
    LocalDateTime end,
    String search,
    String plan) {

  /** How much of the calendar is shown. */
  public enum View {
    DAY,
    WEEK,
    MONTH;

    /** The week for a code that is none of ours. */
    static View of(String code) {
      for (View view : values()) if (view.code().equals(code)) return view;
      return WEEK;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A holiday, or a time that may not be booked.
   *
   * @param wholeDay whether it is a day as such, and its hours say nothing
   * @param provisional whether the date is still to be confirmed
   */
  public record Note(
      LocalDateTime from,
      LocalDateTime to,
      LocalText name,
      boolean wholeDay,
      boolean provisional) {}

  /**
   * A price.
   *
   * @param unit a code of {@code rate.CODE}
   * @param totalCentimes with tax
   */
  public record Rate(String unit, long totalCentimes) {}

  /** Half hours down, days across. */
  public record Table(List<LocalDate> days, List<Row> rows) {
    public Table {
      days = List.copyOf(days);
      rows = List.copyOf(rows);
    }
  }

  /** The cells that begin at a half hour; a cell of several covers those below it. */
  public record Row(LocalTime at, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One free half hour, or several that are not.
   *
   * @param state a code of {@code state.CODE}
   * @param count half hours down
   * @param href to book from there on; empty unless free
   */
  public record Cell(String state, int count, LocalDateTime from, LocalDateTime to, String href) {
    public boolean free() {
      return !href.isEmpty();
    }
  }

  /** Whole weeks that hold a month. */
  public record Month(List<List<Day>> weeks) {}

  /**
   * A day of a month.
   *
   * @param within whether it is of the month shown, not beside it
   * @param state free, partly, taken, closed or past: a code of {@code times.day.CODE}
   * @param freeMinutes what is left of it
   * @param bars what is taken or closed, on a line 96 quarter hours long
   */
  public record Day(
      LocalDate date, boolean within, String state, long freeMinutes, List<Bar> bars) {
    public Day {
      bars = List.copyOf(bars);
    }
  }

  /** A stretch of a day's line, in quarter hours from midnight. */
  public record Bar(String state, int from, int length) {}

  /**
   * A use of the space, for its managers.
   *
   * @param what a code of {@code times.use.CODE}
   * @param href to the booking; empty when it is something else
   */
  public record Kept(
      LocalDateTime from,
      LocalDateTime to,
      LocalText space,
      String what,
      String person,
      String reference,
      String href) {}

  public SpacePage {
    features = List.copyOf(features);
    rates = List.copyOf(rates);
    lines = List.copyOf(lines);
  }

  /** This page with another view or day. */
  public String href(View other, LocalDate at) {
    return "/spaces/" + reference + "?view=" + other.code() + "&day=" + at;
  }

  public String href(LocalDate at) {
    return href(view, at);
  }
}
