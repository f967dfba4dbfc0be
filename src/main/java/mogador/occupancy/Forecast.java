package mogador.occupancy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an hour to come will probably be like: the median of the same hour of the same weekday in
 * the last {@value #WEEKS} weeks, of those in which the park was open then and anything was known.
 * Plain on purpose: whoever reads it can check it.
 *
 * @param percent used, of what is known, 0 to 100
 * @param least the emptiest of the hours it comes from, likewise
 * @param most the fullest of them
 * @param peak used at once, the median
 * @param spaces of which anything was known, at most
 * @param weeks how many hours it comes from
 */
public record Forecast(int percent, int least, int most, int peak, int spaces, int weeks) {
  /** How far it looks back. */
  public static final int WEEKS = 8;

  /** From fewer nothing is concluded. */
  public static final int FEWEST = 3;

  /** An hour of the past, at the site. */
  public record Past(
      LocalDateTime hour, long occupiedMillis, long knownMillis, int spaces, int peak) {
    private int percent() {
      return (int) Math.round(100.0 * occupiedMillis / knownMillis);
    }
  }

  /**
   * The hours of a day to come, by hour; those of which too little is known, and those in which the
   * park is closed, are left out.
   *
   * @param isOpen whether the park is open when an hour begins
   */
  public static Map<Integer, Forecast> of(
      LocalDate day, List<Past> hours, Predicate<LocalDateTime> isOpen) {
    Map<Integer, List<Past>> alike = new TreeMap<>();
    for (Past past : hours) {
      LocalDate date = past.hour().toLocalDate();
      boolean same =
          date.getDayOfWeek() == day.getDayOfWeek()
              && date.isBefore(day)
              && !date.isBefore(day.minusWeeks(WEEKS));
      if (!same || past.knownMillis() <= 0 || !isOpen.test(past.hour())) continue;
      alike.computeIfAbsent(past.hour().getHour(), hour -> new ArrayList<>()).add(past);
    }
    Map<Integer, Forecast> forecast = new TreeMap<>();
    alike.forEach(
        (hour, known) -> {
          if (isOpen.test(day.atTime(hour, 0))) of(known).ifPresent(it -> forecast.put(hour, it));
        });
    return forecast;
  }

  private static Optional<Forecast> of(List<Past> alike) {
    if (alike.size() < FEWEST) return Optional.empty();
    List<Integer> shares = alike.stream().map(Past::percent).sorted().toList();
    List<Integer> peaks = alike.stream().map(Past::peak).sorted().toList();
    int spaces = alike.stream().mapToInt(Past::spaces).max().orElse(0);
    return Optional.of(
        new Forecast(
            median(shares),
            shares.getFirst(),
            shares.getLast(),
            median(peaks),
            spaces,
            alike.size()));
  }

  /** Of two in the middle the mean, rounded half up. */
  private static int median(List<Integer> inOrder) {
    int middle = inOrder.size() / 2;
    if (inOrder.size() % 2 == 1) return inOrder.get(middle);
    return (inOrder.get(middle - 1) + inOrder.get(middle) + 1) / 2;
  }
}
