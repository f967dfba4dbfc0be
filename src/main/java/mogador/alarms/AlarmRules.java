package mogador.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From when on something is a cause of alarm. */
public final class AlarmRules {
  /** What happened longer ago than this is told without a sound. */
  static final Duration LATE = Duration.ofMinutes(15);

  /** So many denials at one door within {@link #WITHIN} are too many. */
  public static final int DENIALS = 5;

  public static final Duration WITHIN = Duration.ofMinutes(2);

  /** So many denials of one credential, at more than one door, within this are too many. */
  public static final Duration WITHIN_DOORS = Duration.ofMinutes(10);

  /** A device that has been silent so long, known to be gone. */
  public static final Duration OFFLINE = Duration.ofMinutes(1);

  /** Percent below which a battery is low, and from which on it is good again. */
  public static final int BATTERY_LOW = 15;

  public static final int BATTERY_GOOD = 20;

  /** How far a device's clock may be off. */
  public static final Duration CLOCK = Duration.ofMinutes(2);

  /** How long a reader that is connected may go without the newest list. */
  public static final Duration LIST = Duration.ofMinutes(1);

  private AlarmRules() {}

  static boolean isLate(Moment moment, Instant now) {
    return moment.at().isBefore(now.minus(LATE));
  }

  /**
   * Whether a denial is one of too many.
   *
   * @param around those at the same door {@link #WITHIN} before and after, itself included, in the
   *     order they happened
   */
  public static boolean isRepeated(Instant denial, List<Instant> around) {
    for (int first = 0; first + DENIALS <= around.size(); first++) {
      Instant from = around.get(first);
      Instant to = around.get(first + DENIALS - 1);
      boolean close = !from.plus(WITHIN).isBefore(to);
      if (close && !denial.isBefore(from) && !denial.isAfter(to)) return true;
    }
    return false;
  }

  /** A credential was denied at a door. */
  public record DeniedAt(String door, Instant at) {}

  /**
   * Whether a denial is one of too many of its credential at several doors.
   *
   * @param around those of the same credential {@link #WITHIN_DOORS} before and after, itself
   *     included, in the order they happened
   */
  public static boolean isDeniedEverywhere(Instant denial, List<DeniedAt> around) {
    for (int first = 0; first < around.size(); first++) {
      Instant from = around.get(first).at();
      List<DeniedAt> together =
          around.subList(first, around.size()).stream()
              .filter(one -> !one.at().isAfter(from.plus(WITHIN_DOORS)))
              .toList();
      boolean several = together.stream().map(DeniedAt::door).distinct().count() > 1;
      boolean within = !denial.isBefore(from) && !denial.isAfter(from.plus(WITHIN_DOORS));
      if (within && several && together.size() >= DENIALS) return true;
    }
    return false;
  }

  /** Whether it is low; empty between the two bounds, where it stays what it was. */
  public static Optional<Boolean> isLow(int percent) {
    if (percent < BATTERY_LOW) return Optional.of(true);
    return percent < BATTERY_GOOD ? Optional.empty() : Optional.of(false);
  }
}
