package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail to one person; goes out through the {@link Outbox}.
 *
 * @param invitation a calendar entry that comes with it
 */
public record Mail(String to, String subject, String body, Optional<Invitation> invitation) {
  /** The top level of addresses that never reach anyone (RFC 6761). */
  private static final String NOBODY = ".invalid";

  /** The outbox's word for it. */
  public static final String KIND = "mail";

  /**
   * A calendar entry sent to someone (iTIP, RFC 5546).
   *
   * @param method {@code REQUEST} or {@code CANCEL}
   * @param ics the entry as iCalendar text
   */
  public record Invitation(String method, String ics) {}

  public Mail(String to, String subject, String body) {
    this(to, subject, body, Optional.empty());
  }

  /** Sends it once the transaction has committed; to an address of nobody's, not at all. */
  public void send(Sql sql, Instant now) {
    if (to.endsWith(NOBODY)) return;
    var content =
        new JsonObject()
            .put("id", Ids.next(now).toString())
            .put("to", to)
            .put("subject", subject)
            .put("body", body);
    invitation.ifPresent(with -> content.put("method", with.method()).put("ics", with.ics()));
    Outbox.add(sql, KIND, content, now);
  }

  static UUID idOf(JsonObject content) {
    return UUID.fromString(content.getString("id"));
  }

  static Mail of(JsonObject content) {
    String method = content.getString("method");
    return new Mail(
        content.getString("to"),
        content.getString("subject"),
        content.getString("body"),
        method == null
            ? Optional.empty()
            : Optional.of(new Invitation(method, content.getString("ics"))));
  }
}
