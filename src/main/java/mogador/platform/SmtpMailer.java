package mogador.platform;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;

/** Sends mails by SMTP. */
public final class SmtpMailer {
  private final MailClient client;
  private final String from;

  /**
   * Connects when first needed.
   *
   * @param from the sender's address
   */
  public SmtpMailer(Vertx vertx, String host, int port, String from) {
    this.client = MailClient.create(vertx, new MailConfig().setHostname(host).setPort(port));
    this.from = from;
  }

  /** For {@link Outbox}. */
  public void deliver(JsonObject content) {
    Mail mail = Mail.of(content);
    var message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.body());
    Waiting.on(client.sendMail(message));
  }
}
