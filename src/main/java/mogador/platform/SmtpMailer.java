package mogador.platform;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Sends mails by SMTP. */
public final class SmtpMailer implements Mailer {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int SILENCE_SECONDS = 20;
  private static final int CONNECTIONS = 4;

  /** No mail taken from us at all (RFC 7504), or not without another login (RFC 4954). */
  private static final Set<Integer> OUR_TROUBLES = Set.of(521, 530, 534, 535, 538);

  private final MailClient client;
  private final Server server;

  /**
   * Where mails go.
   *
   * @param from the sender's address
   * @param login empty where the server asks for none
   */
  public record Server(String host, int port, String from, Tls tls, Optional<Login> login) {}

  /** Who we are to the server. */
  public record Login(String user, String password) {}

  /** How the way to the server is kept secret. */
  public enum Tls {
    /** By STARTTLS where the server offers it, whatever its certificate says. */
    OPTIONAL,
    /** By STARTTLS with a certificate we trust, or not at all. */
    REQUIRED,
    /** The same from the first byte on, usually on port 465. */
    IMPLICIT
  }

  /** Connects when first needed. */
  public SmtpMailer(Vertx vertx, Server server) {
    this.server = server;
    this.client = MailClient.create(vertx, config(server));
  }

  @Override
  public void deliver(UUID id, Mail mail) {
    var message =
        new MailMessage()
            .setFrom(server.from())
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.body())
            // The same at each try: a mailbox that has it already may drop the second one.
            .setHeaders(
                MultiMap.caseInsensitiveMultiMap()
                    .add("Message-ID", "<" + id + "@" + domain(server.from()) + ">")
                    .add("Auto-Submitted", "auto-generated"));
    mail.invitation().ifPresent(invitation -> message.setAttachment(parts(invitation)));
    try {
      Waiting.on(client.sendMail(message));
    } catch (SMTPException e) {
      if (isRefusedForGood(e)) throw new Undeliverable(e);
      throw e;
    }
  }

  /** Not for what is wrong between the server and us, which somebody may mend. */
  private static boolean isRefusedForGood(SMTPException e) {
    return e.isPermanent() && !OUR_TROUBLES.contains(e.getReplyCode());
  }

  public void close() {
    client.close().await();
  }

  /** Once for the calendar that understands mail, once for the person who opens files. */
  private static List<MailAttachment> parts(Mail.Invitation invitation) {
    Buffer ics = Buffer.buffer(invitation.ics());
    return List.of(
        MailAttachment.create()
            .setContentType("text/calendar; charset=utf-8; method=" + invitation.method())
            .setDisposition("inline")
            .setData(ics),
        MailAttachment.create()
            .setContentType("application/ics")
            .setName(invitation.method().equals("CANCEL") ? "cancel.ics" : "invite.ics")
            .setDisposition("attachment")
            .setData(ics));
  }

  private static MailConfig config(Server server) {
    var config =
        new MailConfig()
            .setHostname(server.host())
            .setPort(server.port())
            .setOwnHostname(domain(server.from()))
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(SILENCE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    // Without it a certificate for any name would do.
    if (server.tls() != Tls.OPTIONAL) config.setHostnameVerificationAlgorithm("HTTPS");
    switch (server.tls()) {
      case OPTIONAL -> config.setStarttls(StartTLSOptions.OPTIONAL).setTrustAll(true);
      case REQUIRED -> config.setStarttls(StartTLSOptions.REQUIRED);
      case IMPLICIT -> config.setStarttls(StartTLSOptions.DISABLED).setSsl(true);
    }
    server
        .login()
        .ifPresentOrElse(
            login ->
                config
                    .setLogin(LoginOption.REQUIRED)
                    .setUsername(login.user())
                    .setPassword(login.password()),
            () -> config.setLogin(LoginOption.DISABLED));
    return config;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
