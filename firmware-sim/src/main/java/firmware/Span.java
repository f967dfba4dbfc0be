package firmware;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 90s}, {@code 1h30m}, {@code 250ms}, {@code 400d}.
 */
final class Span {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,7})s)?(?:(\\d{1,7})ms)?");

  private Span() {}

  /** Empty when it is none. */
  static Optional<Duration> of(String text) {
    Matcher parts = SPAN.matcher(text);
    if (text.isEmpty() || !parts.matches()) return Optional.empty();
    return Optional.of(
        Duration.ofDays(number(parts, 1))
            .plusHours(number(parts, 2))
            .plusMinutes(number(parts, 3))
            .plusSeconds(number(parts, 4))
            .plusMillis(number(parts, 5)));
  }

  /** The same with a sign before it, which may be left out. */
  static Optional<Duration> signed(String text) {
    if (text.startsWith("-")) return of(text.substring(1)).map(Duration::negated);
    return of(text.startsWith("+") ? text.substring(1) : text);
  }

  /** As {@link #signed} reads it. */
  static String words(Duration length) {
    if (length.isNegative()) return "-" + words(length.negated());
    if (length.isZero()) return "0s";
    return part(length.toDaysPart(), "d")
        + part(length.toHoursPart(), "h")
        + part(length.toMinutesPart(), "m")
        + part(length.toSecondsPart(), "s")
        + part(length.toMillisPart(), "ms");
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  private static long number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }
}
