package mogador.muster;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A muster: everyone who was inside when it was called or came in later, and who is safe.
 *
 * @param sensors what they said when it was called
 * @param startedBy as people call them
 * @param entries in the order of their names; none where only the muster itself is wanted
 */
record Roll(
    UUID id,
    String site,
    Kind kind,
    String why,
    String startedBy,
    Instant startedAt,
    SensorsSay sensors,
    Optional<Ended> ended,
    List<Entry> entries) {
  Roll {
    entries = List.copyOf(entries);
  }

  /** Why people are called together. */
  enum Kind {
    DRILL,
    FIRE,
    OTHER;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String code) {
      for (Kind kind : values()) if (kind.code().equals(code)) return Optional.of(kind);
      return Optional.empty();
    }
  }

  /** By whom it was ended. */
  record Ended(String by, Instant at) {}

  /** Somebody on the roll. */
  record Entry(UUID id, Listed who, Instant addedAt, Optional<Safe> safe) {}

  /** By whom they were found. */
  record Safe(String by, Instant at) {}

  int safe() {
    return (int) entries.stream().filter(entry -> entry.safe().isPresent()).count();
  }

  /** Whether somebody came in when people were to go out. */
  boolean cameLater(Entry entry) {
    return entry.addedAt().isAfter(startedAt);
  }

  Optional<Entry> entry(UUID wanted) {
    return entries.stream().filter(entry -> entry.id().equals(wanted)).findFirst();
  }

  Roll with(List<Entry> others) {
    return new Roll(id, site, kind, why, startedBy, startedAt, sensors, ended, others);
  }
}
