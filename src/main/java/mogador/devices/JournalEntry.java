package mogador.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mogador.access.CredentialKind;

/**
 * One event of a journal, as sent.
 *
 * @param kind {@code unreadable} when only the sequence could be read
 * @param at by the device's clock, if it was right
 * @param boot empty when unreadable
 * @param uptimeMs when it happened, by the boot's own clock
 * @param credential what was presented; never stored
 * @param content what is stored, without the credential's bytes
 */
record JournalEntry(
    long sequence,
    String kind,
    Optional<Instant> at,
    String boot,
    long uptimeMs,
    Optional<PresentedCredential> credential,
    ObjectNode content) {
  static final String UNREADABLE = "unreadable";
  private static final Set<String> DECISIONS = Set.of("granted", "denied");
  private static final int KEPT = 900;

  /**
   * Reads an event whose sequence is readable.
   *
   * @throws MessageReader.Unreadable if the sequence is not
   */
  static JournalEntry read(ObjectNode event) {
    MessageReader fields = MessageReader.of(event, "events.");
    long sequence = fields.integer("sequence", 1, Long.MAX_VALUE);
    try {
      return readable(sequence, fields);
    } catch (MessageReader.Unreadable e) {
      return unreadable(sequence, event, e.why().code() + " " + e.detail());
    }
  }

  private static JournalEntry readable(long sequence, MessageReader fields) {
    String kind = fields.text("kind", 40);
    if (kind.equals(UNREADABLE)) throw fields.outOfRange("kind");
    if (DECISIONS.contains(kind)) {
      fields.text("door", MessageReader.CODE);
      fields.text("request", MessageReader.REQUEST);
      fields.text("reason", 64);
      fields.child("credential");
    }
    if (fields.has("door")) fields.text("door", MessageReader.CODE);
    if (kind.equals("tamper")) fields.bool("active");
    if (!SafeJson.isStorable(fields.object())) throw fields.outOfRange("");
    Optional<PresentedCredential> credential =
        fields.has("credential") ? presented(fields.child("credential")) : Optional.empty();
    return new JournalEntry(
        sequence,
        kind,
        fields.instant("at"),
        fields.text("boot", MessageReader.ID),
        fields.integer("uptime_ms", 0, MessageReader.SAFE),
        credential,
        fields.object());
  }

  /** A PIN's digits may be left out. */
  private static Optional<PresentedCredential> presented(MessageReader credential) {
    if (credential.kind("kind") == CredentialKind.PIN && !credential.has("bytes")) {
      return Optional.empty();
    }
    return Optional.of(PresentedCredential.read(credential));
  }

  private static JournalEntry unreadable(long sequence, ObjectNode event, String why) {
    ObjectNode sent = event.deepCopy();
    sent.remove("credential");
    String text = SafeJson.storable(sent.toString());
    ObjectNode content =
        MessageReader.JSON
            .createObjectNode()
            .put("unreadable", why)
            .put("sent", text.length() <= KEPT ? text : text.substring(0, KEPT));
    return new JournalEntry(
        sequence, UNREADABLE, Optional.empty(), "", 0, Optional.empty(), content);
  }
}
