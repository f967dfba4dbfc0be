package mogador.devices;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the reader at the entrance says, as it writes it. */
final class JournalWords {
  private JournalWords() {}

  static String batch(String journal, long first, String... events) {
    return """
    {"journal": "%s", "boot": "boot0001", "uptime_ms": 5000, "at": "%s", "first": %d,
     "events": [%s]}\
    """
        .formatted(
            journal, Instant.now().truncatedTo(ChronoUnit.MILLIS), first, String.join(",", events));
  }

  static String event(long sequence, String kind) {
    return event(sequence, kind, Optional.empty(), "");
  }

  static String event(long sequence, String kind, Instant at) {
    return event(sequence, kind, Optional.of(at), "");
  }

  static String denied(long sequence, Instant at, String reason) {
    String decision =
        """
        , "request": "7b1f0a52-9f0e-4d63-8f5f-2a3f3c1c9d1%d", "reason": "%s",
         "credential": {"kind": "uid", "bytes": "04A1B2C3"}\
        """
            .formatted(sequence, reason);
    return event(sequence, "denied", Optional.of(at), decision);
  }

  static String event(long sequence, String kind, Optional<Instant> at, String more) {
    String when = at.map(i -> "\"" + i.truncatedTo(ChronoUnit.MILLIS) + "\"").orElse("null");
    return """
    {"sequence": %d, "kind": "%s", "at": %s, "boot": "boot0001", "uptime_ms": %d,
     "door": "d-entrance"%s}\
    """
        .formatted(sequence, kind, when, 1_000 + sequence, more);
  }

  static String telemetry(int percent, Instant at) {
    return """
    {"at": "%s", "boot": "boot0001", "uptime_ms": 1, "battery_pct": %d}\
    """
        .formatted(at.truncatedTo(ChronoUnit.MILLIS), percent);
  }

  /** Online, and whether its list is the newest it was told of. */
  static String state(boolean current) {
    return """
    {"status": "online", "boot": "boot0001", "firmware": "test 1", "clock": "set",
     "at": "%s", "uptime_ms": 1, "journal": "journal1", "first": 1, "last": 0,
     "list": {"version": 7, "hash": "%s", "current": %s, "mode": "normal"}}\
    """
        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), "0a".repeat(32), current);
  }
}
