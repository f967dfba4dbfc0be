package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;

/**
 * A credential's line in a door's list, as the device protocol, section 9, has it: {@code
 * 9f86d081884c7d659a2feaa0c55ad015 uid active 1796115600000-1796119200000}. The first 16 bytes of
 * the credential's keyed hash, its kind, whether its holder may enter at all, and when.
 */
final class ListLine {
  /** How far ahead a list reaches, from the start of the day. */
  static final Duration AHEAD = Duration.ofDays(15);

  /** How far back, so that a reader can say "too late". */
  static final Duration BEHIND = Duration.ofDays(1);

  private ListLine() {}

  /** The start of the day, UTC, that lists made at this instant are for. */
  static Instant day(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS);
  }

  /** What a line is found by: the hash and the kind. */
  static String key(String line) {
    int kind = line.indexOf(' ');
    int end = line.indexOf(' ', kind + 1);
    return end < 0 ? line : line.substring(0, end);
  }

  /**
   * A person's lines in the list of a door: one for each credential, none for those with which
   * nothing leads through the door in the days a list reaches over.
   *
   * @param cards each with its end, if it has one
   * @param rights those that lead through the door
   */
  static List<String> of(
      Map<CredentialKey, Optional<Instant>> cards,
      boolean suspended,
      List<AccessRight> rights,
      Instant day) {
    SlotSet windows = windows(rights, day);
    String status = suspended ? "suspended" : "active";
    List<String> lines = new ArrayList<>();
    cards.forEach(
        (card, expires) -> {
          String when = text(expires.map(end -> until(windows, end)).orElse(windows));
          if (!when.isEmpty()) lines.add(key(card) + " " + status + " " + when);
        });
    return lines;
  }

  private static String key(CredentialKey key) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(key.a()) + hex.toHexDigits(key.b()) + " " + key.kind().code();
  }

  /** What holds at all hours is whole, however long; the hours of a week only for these days. */
  private static SlotSet windows(List<AccessRight> rights, Instant day) {
    TimeSlot reach = new TimeSlot(day.minus(BEHIND), day.plus(AHEAD));
    return SlotSet.of(
        rights.stream()
            .filter(right -> reach.overlaps(right.during()))
            .flatMap(
                right ->
                    right.hours().isEmpty()
                        ? Stream.of(right.during())
                        : right.windows(reach).stream())
            .toList());
  }

  private static SlotSet until(SlotSet windows, Instant end) {
    return SlotSet.of(
        windows.slots().stream()
            .filter(slot -> slot.start().isBefore(end))
            .map(slot -> slot.end().isAfter(end) ? new TimeSlot(slot.start(), end) : slot)
            .toList());
  }

  private static String text(SlotSet windows) {
    return windows.slots().stream()
        .map(slot -> millis(slot.start()) + "-" + millis(slot.end()))
        .collect(Collectors.joining(","));
  }

  /** Rounded up: a reader compares whole milliseconds, and must come to what we come to. */
  private static long millis(Instant instant) {
    return instant.plusNanos(999_999).toEpochMilli();
  }
}
