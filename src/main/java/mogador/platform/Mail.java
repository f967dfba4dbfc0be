package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A mail to one person; goes out through the {@link Outbox}. */
public record Mail(String to, String subject, String body) {
  /** The outbox's word for it. */
  public static final String KIND = "mail";

  /** Sends it once the transaction has committed. */
  public void send(Sql sql, Instant now) {
    var content = new JsonObject().put("to", to).put("subject", subject).put("body", body);
    Outbox.add(sql, KIND, content, now);
  }

  static Mail of(JsonObject content) {
    return new Mail(
        content.getString("to"), content.getString("subject"), content.getString("body"));
  }
}
