package mogador.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
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

  /** From the request for a PIN to what became of it, with some allowance for the way. */
  static final Duration PIN_WAITS = SecondFactors.WAITS.plusSeconds(5);

  private static final Set<String> AFTER_PIN = Set.of("granted", "wrong_pin", "pin_paused");

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

  /** How a presentation with a PIN ended. */
  boolean isAfterPin() {
    boolean pin = content.path("credential").path("kind").asText("").equals("pin");
    return pin && field("reason").filter(AFTER_PIN::contains).isPresent();
  }

  /** Whether another event is the request for the PIN that this one is about. */
  boolean followsRequestForPin(JournalEvent other) {
    return other.key.journal().equals(key.journal())
        && other.key.sequence() < key.sequence()
        && other.field("reason").filter("second_factor_needed"::equals).isPresent()
        && !time.at().isAfter(other.time.at().plus(PIN_WAITS));
  }

  /** The keyed hash of what was presented; a PIN's says nothing of who typed it. */
  Optional<String> credential() {
    JsonNode credential = content.path("credential");
    return Optional.ofNullable(credential.get("hash"))
        .map(JsonNode::asText)
        .filter(hash -> !credential.path("kind").asText("").equals("pin"));
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
