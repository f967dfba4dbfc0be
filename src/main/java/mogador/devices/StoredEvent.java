package mogador.devices;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event of a journal, as its listeners hear of it.
 *
 * @param kind as in the device protocol
 * @param happenedAt as estimated by the server
 * @param person whose credential it was, or who gave the order
 * @param reason of a decision
 * @param credential the keyed hash of what was presented, in hexadecimal; not of a PIN
 * @param active of what begins and ends; true for what does not
 */
public record StoredEvent(
    String site,
    String device,
    String journal,
    long sequence,
    String kind,
    Instant happenedAt,
    Optional<String> door,
    Optional<UUID> person,
    Optional<String> reason,
    Optional<String> credential,
    boolean active) {
  static StoredEvent of(JournalEvent event) {
    JournalEvent.Journal journal = event.key().journal();
    return new StoredEvent(
        journal.device().site(),
        journal.device().code(),
        journal.id(),
        event.key().sequence(),
        event.kind(),
        event.time().at(),
        event.field("door"),
        event.person(),
        event.field("reason"),
        event.credential(),
        event.content().path("active").asBoolean(true));
  }
}
