package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
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
   * A person's lines in the list of a door: one for each credential, none when nothing leads
   * through the door in the days a list reaches over.
   *
   * @param rights those that lead through the door
   */
  static List<String> of(
      List<CredentialKey> cards, boolean suspended, List<AccessRight> rights, Instant day) {
    String windows = windows(rights, day);
    if (windows.isEmpty()) return List.of();
    String status = suspended ? "suspended" : "active";
    return cards.stream().map(card -> key(card) + " " + status + " " + windows).toList();
  }

  private static String key(CredentialKey key) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(key.a()) + hex.toHexDigits(key.b()) + " " + key.kind().code();
  }

  private static String windows(List<AccessRight> rights, Instant day) {
    TimeSlot reach = new TimeSlot(day.minus(BEHIND), day.plus(AHEAD));
    List<TimeSlot> slots =
        rights.stream().map(AccessRight::during).filter(reach::overlaps).toList();
    return SlotSet.of(slots).slots().stream()
        .map(slot -> millis(slot.start()) + "-" + millis(slot.end()))
        .collect(Collectors.joining(","));
  }

  /** Rounded up: a reader compares whole milliseconds, and must come to what we come to. */
  private static long millis(Instant instant) {
    return instant.plusNanos(999_999).toEpochMilli();
  }
}
