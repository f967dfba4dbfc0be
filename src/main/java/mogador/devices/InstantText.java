package mogador.devices;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Instants as devices write them, in UTC with at most three decimals: {@code
 * 2026-12-01T09:00:00.250Z}. Each message has one: read by hand, they cost a tenth of what the
 * library takes.
 */
final class InstantText {
  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int LONGEST = "0000-00-00T00:00:00.000Z".length();
  private static final int DAY = 86_400;

  private InstantText() {}

  /** Empty when it is not written so, or is none of the calendar's. */
  static Optional<Instant> read(String text) {
    if (!isShaped(text)) return Optional.empty();
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    try {
      // The end of a day as 24:00, and leap seconds.
      if (hour > 23 || second > 59) return Optional.of(Instant.parse(text));
      if (minute > 59) return Optional.empty();
      LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      long seconds = date.toEpochDay() * DAY + hour * 3_600L + minute * 60L + second;
      return Optional.of(Instant.ofEpochSecond(seconds, nanos(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isShaped(String text) {
    int length = text.length();
    int seconds = SHAPE.length();
    if (length <= seconds || length > LONGEST || text.charAt(length - 1) != 'Z') return false;
    for (int i = 0; i < seconds; i++) {
      char wanted = SHAPE.charAt(i);
      if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) return false;
    }
    if (length == seconds + 1) return true;
    if (text.charAt(seconds) != '.' || length == seconds + 2) return false;
    for (int i = seconds + 1; i < length - 1; i++) {
      if (!isDigit(text.charAt(i))) return false;
    }
    return true;
  }

  private static int nanos(String text) {
    int nanos = 0;
    int unit = 100_000_000;
    for (int i = SHAPE.length() + 1; i < text.length() - 1; i++) {
      nanos += (text.charAt(i) - '0') * unit;
      unit /= 10;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) number = number * 10 + text.charAt(i) - '0';
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
