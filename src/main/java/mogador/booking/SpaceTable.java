package mogador.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mogador.booking.DayLine.State;
import mogador.booking.DayLine.Stretch;
import mogador.booking.SpacePage.Cell;
import mogador.booking.SpacePage.Row;
import mogador.booking.SpacePage.Table;
import mogador.sites.Space;

/**
 * A space's days side by side, half hour by half hour.
 *
 * @param cut whether free hours of the night were left out
 */
record SpaceTable(Table page, boolean cut) {
  private static final int DAY = 24 * 60;
  private static final int MORNING = 7 * 60;
  private static final int EVENING = 21 * 60;

  /**
   * Lays days out.
   *
   * @param whole also the hours of the night at which the space is only free
   */
  static SpaceTable of(Space space, List<DayLine> lines, boolean whole) {
    int first = whole ? DAY : MORNING;
    int last = whole ? 0 : EVENING;
    int opens = DAY;
    int closes = 0;
    for (DayLine line : lines) {
      for (Stretch stretch : line.stretches()) {
        if (stretch.state() == State.CLOSED) continue;
        int from = minute(line.day(), stretch.from());
        int to = minute(line.day(), stretch.to());
        opens = Math.min(opens, from);
        closes = Math.max(closes, to);
        if (!whole && stretch.state() != State.TAKEN) continue;
        first = Math.min(first, from);
        last = Math.max(last, to);
      }
    }
    int top = Math.max(first, opens) / HalfHours.MINUTES * HalfHours.MINUTES;
    int bottom = Math.min(last, closes);
    bottom = (bottom + HalfHours.MINUTES - 1) / HalfHours.MINUTES * HalfHours.MINUTES;
    boolean cut = opens < top || closes > bottom;
    return new SpaceTable(new Table(days(lines), rows(space, lines, top, bottom)), cut);
  }

  private static List<LocalDate> days(List<DayLine> lines) {
    return lines.stream().map(DayLine::day).toList();
  }

  private static List<Row> rows(Space space, List<DayLine> lines, int top, int bottom) {
    Map<Integer, List<Cell>> byStart = new TreeMap<>();
    for (int minute = top; minute < bottom; minute += HalfHours.MINUTES) {
      byStart.put(minute, new ArrayList<>());
    }
    for (DayLine line : lines) {
      int minute = top;
      LocalDateTime midnight = line.day().atStartOfDay();
      for (HalfHours.Run run :
          HalfHours.of(line, midnight.plusMinutes(top), midnight.plusMinutes(bottom))) {
        byStart.getOrDefault(minute, new ArrayList<>()).add(cell(space, line, run));
        minute += run.count() * HalfHours.MINUTES;
      }
    }
    var rows = new ArrayList<Row>();
    byStart.forEach(
        (minute, cells) -> rows.add(new Row(LocalTime.of(minute / 60, minute % 60), cells)));
    return rows;
  }

  private static Cell cell(Space space, DayLine line, HalfHours.Run run) {
    String href = space.bookable() ? DayGrid.href(space, line, run, usual(space)) : "";
    String state = run.state() == State.FREE && href.isEmpty() ? "vacant" : run.state().code();
    return new Cell(state, run.count(), run.from(), run.to(), href);
  }

  /** For how long people take such a space, if they say no more than when they come. */
  static Duration usual(Space space) {
    return switch (space.kind()) {
      case POSITION, TABLE, OPEN_SPACE -> Duration.ofHours(2);
      case OFFICE, MEETING_ROOM, EVENT_ROOM -> Duration.ofHours(1);
      case PHONE_BOOTH -> Duration.ofMinutes(30);
    };
  }

  private static int minute(LocalDate day, LocalDateTime time) {
    return (int) Duration.between(day.atStartOfDay(), time).toMinutes();
  }
}
