package mogador.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** When an event happened, as well as can be told, and from what. */
record EventTime(Instant at, Source source) {
  /** How far a device's clock may be off and still be believed. */
  static final Duration SANE = Duration.ofMinutes(2);

  /** Whose time it is. */
  enum Source {
    DEVICE,
    ESTIMATED,
    RECEIVED;

    private final String code = name().toLowerCase(Locale.ROOT);

    String code() {
      return code;
    }
  }

  /** By the rules of the device protocol, section 6. */
  static EventTime of(JournalMessage batch, JournalEntry entry, Instant received) {
    boolean sane = batch.at().map(at -> isNear(at, received)).orElse(false);
    if (sane && entry.at().isPresent()) {
      Instant at = entry.at().get();
      if (!at.isAfter(batch.at().orElseThrow().plus(SANE))) {
        return new EventTime(at, Source.DEVICE);
      }
    }
    long ago = batch.uptimeMs() - entry.uptimeMs();
    if (entry.boot().equals(batch.boot()) && ago >= 0 && ago <= MessageReader.SAFE) {
      Instant at = received.minusMillis(ago);
      if (at.isAfter(Instant.EPOCH)) return new EventTime(at, Source.ESTIMATED);
    }
    return new EventTime(received, Source.RECEIVED);
  }

  /** For what is sent at once: the device's clock if it is near, and never the future. */
  static Instant near(Instant at, Instant received) {
    return isNear(at, received) && at.isBefore(received) ? at : received;
  }

  private static boolean isNear(Instant at, Instant received) {
    return Duration.between(at, received).abs().compareTo(SANE) <= 0;
  }
}
