package mogador.sites;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and local times as site files write them. */
final class RuleText {
  static final String LENGTH = "a length such as 30m, 2h or 14d";
  static final String TIME = "a date such as 2027-02-08, or with a time, 2027-02-08T18:00";

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,6})([mhd])");

  private RuleText() {}

  static Optional<Duration> length(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) return Optional.empty();
    long count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /** In the largest unit that is exact. */
  static String of(Duration length) {
    long minutes = length.toMinutes();
    if (minutes == 0) return "0m";
    if (minutes % (24 * 60) == 0) return minutes / (24 * 60) + "d";
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }

  /** When a period begins: a date alone is its midnight. */
  static Optional<LocalDateTime> from(String text) {
    return time(text, 0);
  }

  /** When a period ends: a date alone is its last day, so the midnight after it. */
  static Optional<LocalDateTime> to(String text) {
    return time(text, 1);
  }

  private static Optional<LocalDateTime> time(String text, int days) {
    try {
      LocalDateTime time =
          text.contains("T")
              ? LocalDateTime.parse(text)
              : LocalDate.parse(text).atStartOfDay().plusDays(days);
      boolean whole = time.getSecond() == 0 && time.getNano() == 0;
      boolean sound = whole && time.getYear() >= 2000 && time.getYear() <= 2100;
      return sound ? Optional.of(time) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static Optional<LocalDate> date(String text) {
    return text.contains("T") ? Optional.empty() : from(text).map(LocalDateTime::toLocalDate);
  }
}
