package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Takes mails to where they are read. */
public interface Mailer {
  /**
   * Delivers a mail, or throws: then it is tried again, but for {@link Undeliverable}.
   *
   * @param id of this mail, the same whenever it is tried again, so that nobody reads it twice
   */
  void deliver(UUID id, Mail mail);

  /** For {@link Outbox}: what {@link Mail#send} wrote. */
  default void deliver(JsonObject content) {
    deliver(Mail.idOf(content), Mail.of(content));
  }
}
