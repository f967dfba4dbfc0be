package mogador.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch of a device's journal. An event whose sequence can be read is kept whatever the rest of
 * it is, so that one bad event does not stop the journal.
 *
 * @param uptimeMs of the device when it sent this
 * @param at the device's clock when it sent this, if known to be right
 * @param first the oldest sequence the device still holds
 */
record JournalMessage(
    String journal,
    String boot,
    long uptimeMs,
    Optional<Instant> at,
    long first,
    List<JournalEntry> entries) {
  static final int GREATEST = 32 * 1_024;
  private static final int MOST = 32;

  static Parsed<JournalMessage> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, JournalMessage::read);
  }

  private static JournalMessage read(MessageReader message) {
    String journal = message.text("journal", MessageReader.ID);
    String boot = message.text("boot", MessageReader.ID);
    long uptimeMs = message.integer("uptime_ms", 0, MessageReader.SAFE);
    Optional<Instant> at = message.instant("at");
    long first = message.integer("first", 1, Long.MAX_VALUE);
    JsonNode events = message.node("events");
    if (!events.isArray()) throw message.wrongType("events");
    if (events.isEmpty() || events.size() > MOST) throw message.outOfRange("events");
    List<JournalEntry> entries = new ArrayList<>(events.size());
    for (JsonNode event : events) {
      if (!(event instanceof ObjectNode object)) throw message.wrongType("events");
      JournalEntry entry = JournalEntry.read(object);
      long expected = entries.isEmpty() ? entry.sequence() : entries.getLast().sequence() + 1;
      if (entry.sequence() != expected) throw message.outOfRange("events.sequence");
      entries.add(entry);
    }
    if (first > entries.getFirst().sequence()) throw message.outOfRange("first");
    return new JournalMessage(journal, boot, uptimeMs, at, first, List.copyOf(entries));
  }
}
