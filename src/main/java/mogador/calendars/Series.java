package mogador.calendars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import mogador.identity.Person;

/**
 * Bookings that recur.
 *
 * @param rule an RRULE of RFC 5545, without its name
 * @param from the first occurrence as asked for, local, as {@code to}
 * @param entries those of its occurrences that are in calendars, by their time
 */
record Series(
    UUID id,
    Person holder,
    String site,
    long space,
    String rule,
    LocalDateTime from,
    LocalDateTime to,
    int sequence,
    Instant createdAt,
    List<Entry> entries) {
  Series {
    entries =
        entries.stream()
            .sorted(Comparator.comparing(Entry::from).thenComparing(Entry::id))
            .toList();
  }

  Instant changedAt() {
    return entries.stream().map(Entry::changedAt).max(Comparator.naturalOrder()).orElse(createdAt);
  }

  /** The changes of the whole and of its parts count in one calendar entry. */
  int highestSequence() {
    return Math.max(sequence, entries.stream().mapToInt(Entry::sequence).max().orElse(0));
  }
}
