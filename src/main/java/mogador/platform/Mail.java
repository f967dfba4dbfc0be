package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A mail to one person; goes out through the {@link Outbox}. */
public record Mail(String to, String subject, String body) {
  /** The top level of addresses that never reach anyone (RFC 6761). */
  private static final String NOBODY = ".invalid";

  /** The outbox's word for it. */
  public static final String KIND = "mail";

  /** Sends it once the transaction has committed; to an address of nobody's, not at all. */
  public void send(Sql sql, Instant now) {
    if (to.endsWith(NOBODY)) return;
    var content = new JsonObject().put("to", to).put("subject", subject).put("body", body);
    Outbox.add(sql, KIND, content, now);
  }

  static Mail of(JsonObject content) {
    return new Mail(
        content.getString("to"), content.getString("subject"), content.getString("body"));
  }
}
