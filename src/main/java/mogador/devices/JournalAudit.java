package mogador.devices;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Sql;

/** What journals say, as it is entered in the audit trail. */
final class JournalAudit {
  /** The device protocol's fields that tell nothing about a person. */
  private static final List<String> KEPT =
      List.of(
          "kind",
          "door",
          "request",
          "reason",
          "active",
          "action",
          "command",
          "cause",
          "lost_from",
          "lost_through",
          "boot",
          "uptime_ms",
          "unreadable");

  private JournalAudit() {}

  /** All that a transaction stored, with the losses and contradictions it found. */
  static void add(Sql sql, JournalWriter.Written written, Instant now) {
    for (JournalEvent event : written.stored()) AuditTrail.add(sql, entry(event));
    written.conflicts().stream()
        .sorted(JournalEvent.Key.ORDER)
        .forEach(key -> AuditTrail.add(sql, contradicted(key, now)));
    written.lost().stream()
        .sorted(
            Comparator.comparing(
                lost -> new JournalEvent.Key(lost.journal(), lost.from()), JournalEvent.Key.ORDER))
        .forEach(lost -> AuditTrail.add(sql, lost(lost, now)));
  }

  /** Who it was, and with which credential, is personal; the rest stays. */
  static AuditEntry entry(JournalEvent event) {
    var details = new JsonObject();
    for (String field : KEPT) {
      var value = event.content().get(field);
      if (value == null || value.isNull() || value.isContainerNode()) continue;
      details.put(
          field,
          value.isBoolean()
              ? value.booleanValue()
              : value.isNumber() ? value.numberValue() : value.asText());
    }
    details
        .put("kind", event.kind())
        .put("happened", event.time().at().toString())
        .put("clock", event.time().source().code());
    var personal = new TreeMap<String, String>();
    event.person().ifPresent(person -> personal.put(AuditEntry.PERSON, person.toString()));
    var credential = event.content().path("credential");
    if (credential.isObject()) {
      String hash = credential.path("hash").asText();
      String kind = credential.path("kind").asText();
      personal.put("credential", hash.isEmpty() ? kind : kind + " " + hash);
    }
    return new AuditEntry(
        event.key().journal().device().site(),
        AuditKind.EVENT,
        subject(event.key()),
        event.receivedAt(),
        details,
        personal);
  }

  private static AuditEntry contradicted(JournalEvent.Key key, Instant now) {
    return AuditEntry.of(
        AuditKind.EVENT_CONTRADICTED, key.journal().device().site(), subject(key), now);
  }

  private static AuditEntry lost(JournalWriter.Lost lost, Instant now) {
    JournalEvent.Journal journal = lost.journal();
    return AuditEntry.of(
            AuditKind.EVENTS_LOST,
            journal.device().site(),
            journal.device().code() + "/" + journal.id(),
            now)
        .with("from", lost.from())
        .with("through", lost.through())
        .with("missing", lost.missing());
  }

  private static String subject(JournalEvent.Key key) {
    return key.journal().device().code() + "/" + key.journal().id() + "/" + key.sequence();
  }
}
