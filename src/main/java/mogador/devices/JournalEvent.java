package mogador.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.platform.Ids;

/**
 * An event of a journal, ready to be stored.
 *
 * @param content as sent, a credential's keyed hash in place of its bytes
 * @param person the credential's holder when it was received, or who asked for the order
 */
record JournalEvent(
    Key key,
    String kind,
    EventTime time,
    Instant receivedAt,
    ObjectNode content,
    Optional<UUID> person) {

  /** A journal of a device. */
  record Journal(DeviceId device, String id) {}

  /** What names an event for ever. */
  record Key(Journal journal, long sequence) {
    /** One order for everyone who writes, or they would wait for each other in a circle. */
    static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.journal().device().site())
            .thenComparing(key -> key.journal().device().code())
            .thenComparing(key -> key.journal().id())
            .thenComparing(Key::sequence);
  }

  static JournalEvent of(
      DeviceId device,
      JournalMessage batch,
      JournalEntry entry,
      Instant received,
      CredentialHash hash,
      AccessSnapshot snapshot) {
    var key = new Key(new Journal(device, batch.journal()), entry.sequence());
    Optional<CredentialKey> credential = entry.credential().map(c -> c.key(hash));
    return new JournalEvent(
        key,
        entry.kind(),
        EventTime.of(batch, entry, received),
        received,
        withoutBytes(entry.content(), credential),
        credential.flatMap(snapshot::personOf));
  }

  /** The order of the server's that was carried out, if it is about one. */
  Optional<UUID> order() {
    return kind.equals("command") ? field("command").flatMap(Ids::parse) : Optional.empty();
  }

  /** The same, with who stands behind it. */
  JournalEvent by(UUID someone) {
    return new JournalEvent(key, kind, time, receivedAt, content, Optional.of(someone));
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(content.get(name)).filter(n -> n.isTextual()).map(n -> n.asText());
  }

  private static ObjectNode withoutBytes(ObjectNode content, Optional<CredentialKey> credential) {
    if (credential.isEmpty()) return content;
    ObjectNode kept = content.deepCopy();
    kept.putObject("credential")
        .put("kind", credential.get().kind().code())
        .put("hash", HexFormat.of().formatHex(credential.get().hash()));
    return kept;
  }
}
