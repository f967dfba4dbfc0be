package mogador.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mogador.occupancy.UseHistory;

/**
 * Use as a table: one line for each hour of the week, from Monday on, of which anything is told.
 */
final class UseTable {
  private static final String COLUMNS = "weekday,hour,occupied_minutes,known_minutes,peak,spaces";
  private static final String WITH =
      ",with_occupied_minutes,with_known_minutes,with_peak,with_spaces,difference_points";

  private static final int HOURS = 24;

  private UseTable() {}

  static String of(UseAnswer answer) {
    var text = new StringBuilder(COLUMNS).append("\r\n");
    for (UseHistory.Hour hour : answer.hours()) {
      text.append(hour.weekday()).append(',').append(hour.hour()).append(numbers(hour));
      text.append("\r\n");
    }
    return text.toString();
  }

  /** With the hours that are told of one of both; what is not told is left empty. */
  static String of(UseCompared compared) {
    Map<Integer, UseHistory.Hour> hours = byHour(compared.answer());
    Map<Integer, UseHistory.Hour> others = byHour(compared.with());
    Map<Integer, Integer> points = new HashMap<>();
    compared.hours().forEach(hour -> points.put(key(hour.weekday(), hour.hour()), hour.points()));
    var keys = new TreeSet<Integer>(hours.keySet());
    keys.addAll(others.keySet());
    var text = new StringBuilder(COLUMNS).append(WITH).append("\r\n");
    for (int key : keys) {
      text.append(key / HOURS).append(',').append(key % HOURS);
      for (var half : List.of(hours, others)) {
        text.append(Optional.ofNullable(half.get(key)).map(UseTable::numbers).orElse(",,,,"));
      }
      text.append(',').append(Optional.ofNullable(points.get(key)).map(String::valueOf).orElse(""));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static int key(int weekday, int hour) {
    return weekday * HOURS + hour;
  }

  private static Map<Integer, UseHistory.Hour> byHour(UseAnswer answer) {
    return answer.hours().stream()
        .collect(Collectors.toMap(hour -> key(hour.weekday(), hour.hour()), hour -> hour));
  }

  private static String numbers(UseHistory.Hour hour) {
    return String.format(
        Locale.ROOT,
        ",%.2f,%.2f,%d,%d",
        hour.occupiedMillis() / 60_000.0,
        hour.knownMillis() / 60_000.0,
        hour.peak(),
        hour.spaces());
  }
}
