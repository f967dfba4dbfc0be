package mogador.reporting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mogador.reporting.Advice.FloorCouldClose;
import mogador.reporting.Advice.OfKind;
import mogador.web.Frame;

/**
 * When a floor could close, on each of some days.
 *
 * @param days in order, from Monday on
 * @param from the first hour
 * @param until the hour in which it may open again; 24 at midnight
 * @param weeks that are known of every one of these hours
 * @param kinds the most that was used on any of these days, and the least that was spare
 */
public record CloseHours(List<DayOfWeek> days, int from, int until, int weeks, List<OfKind> kinds) {
  private static final int WEEK = 7;

  /** From so many days on they are told as a range. */
  private static final int RANGE = 3;

  public CloseHours {
    days = List.copyOf(days);
    kinds = List.copyOf(kinds);
  }

  /** Days with the same hours together; what would close for the most hours of a week first. */
  static List<CloseHours> of(List<FloorCouldClose> ranges) {
    Map<Integer, List<FloorCouldClose>> same = new TreeMap<>();
    for (FloorCouldClose range : ranges) {
      same.computeIfAbsent(100 * range.from() + range.until(), hours -> new ArrayList<>())
          .add(range);
    }
    return same.values().stream()
        .map(CloseHours::together)
        .sorted(Comparator.comparingInt(CloseHours::hours).reversed())
        .toList();
  }

  private static CloseHours together(List<FloorCouldClose> same) {
    return new CloseHours(
        same.stream().map(FloorCouldClose::weekday).sorted().toList(),
        same.getFirst().from(),
        same.getFirst().until(),
        same.stream().mapToInt(FloorCouldClose::weeks).min().orElseThrow(),
        AdviseFloors.tightest(same.stream().flatMap(one -> one.kinds().stream()).toList()));
  }

  /** Of a week. */
  int hours() {
    return days.size() * (until - from);
  }

  /** As {@code Monday – Friday}, {@code Monday, Thursday} or {@code every day}. */
  public String days(Frame frame) {
    if (days.size() == WEEK) return frame.t("advice.every_day");
    int span = days.getLast().getValue() - days.getFirst().getValue() + 1;
    if (span == days.size() && span >= RANGE) {
      return frame.t(
          "use.days", "from", word(frame, days.getFirst()), "to", word(frame, days.getLast()));
    }
    return days.stream()
        .map(day -> word(frame, day))
        .collect(Collectors.joining(frame.t("advice.comma")));
  }

  private static String word(Frame frame, DayOfWeek day) {
    return frame.t("weekday." + day.name().toLowerCase(Locale.ROOT));
  }

  /** On any day. */
  public LocalDateTime start() {
    return LocalDate.EPOCH.atStartOfDay().plusHours(from);
  }

  /** On the same day. */
  public LocalDateTime end() {
    return LocalDate.EPOCH.atStartOfDay().plusHours(until);
  }
}
