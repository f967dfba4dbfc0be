package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails as a real SMTP server receives them. */
class SmtpMailerIT {
  private static final String FROM = "mogador@technopark.example";
  private static final UUID ID = UUID.fromString("01936d6e-0000-7000-8000-00000000000a");
  private static final String ICS = "BEGIN:VCALENDAR\r\nSUMMARY:قاعة\r\nEND:VCALENDAR\r\n";

  private final Vertx vertx = Vertx.vertx();
  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close().await();
  }

  @Test
  void anArabicMailArrivesWithItsInvitation() throws Exception {
    mailer(Optional.empty())
        .deliver(
            ID,
            new Mail(
                "nadia@example.ma",
                "حجز: قاعة موكادور، يوم الثلاثاء فاتح دجنبر على الساعة 09:00 (ESS-7K2M4Q)",
                "السلام عليكم،\n\nتم الحجز.\n",
                Optional.of(new Mail.Invitation("REQUEST", ICS))));
    MimeMessage received = received();
    assertThat(received.getSubject())
        .isEqualTo("حجز: قاعة موكادور، يوم الثلاثاء فاتح دجنبر على الساعة 09:00 (ESS-7K2M4Q)");
    assertThat(received.getFrom()[0].toString()).isEqualTo(FROM);
    assertThat(received.getMessageID()).isEqualTo("<" + ID + "@technopark.example>");
    var parts = (MimeMultipart) received.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(text(parts.getBodyPart(0))).contains("السلام عليكم،").contains("تم الحجز.");
    assertThat(parts.getBodyPart(1).getContentType())
        .startsWith("text/calendar")
        .contains("method=REQUEST");
    assertThat(text(parts.getBodyPart(1))).isEqualTo(ICS);
    assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("invite.ics");
    assertThat(text(parts.getBodyPart(2))).isEqualTo(ICS);
  }

  @Test
  void aMailWithoutAnInvitationIsPlainText() throws Exception {
    mailer(Optional.empty()).deliver(ID, new Mail("nadia@example.ma", "123456", "Bonjour"));
    assertThat(received().getContentType()).startsWith("text/plain");
  }

  @Test
  void theServersPasswordIsUsedAndAWrongOneIsAFailure() throws Exception {
    server.setUser(FROM, "mogador", "right");
    var right = new SmtpMailer.Login("mogador", "right");
    mailer(Optional.of(right)).deliver(ID, new Mail("nadia@example.ma", "1", "Bonjour"));
    assertThat(received().getSubject()).isEqualTo("1");
    var wrong = mailer(Optional.of(new SmtpMailer.Login("mogador", "wrong")));
    var mail = new Mail("nadia@example.ma", "2", "Bonjour");
    assertThatThrownBy(() -> wrong.deliver(ID, mail)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void whereTlsIsRequiredNothingGoesOutWithoutIt() {
    var mailer =
        new SmtpMailer(
            vertx,
            new SmtpMailer.Server(
                "127.0.0.1",
                server.getSmtp().getPort(),
                FROM,
                SmtpMailer.Tls.REQUIRED,
                Optional.empty()));
    var mail = new Mail("nadia@example.ma", "3", "Bonjour");
    assertThatThrownBy(() -> mailer.deliver(ID, mail)).isInstanceOf(RuntimeException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private SmtpMailer mailer(Optional<SmtpMailer.Login> login) {
    return new SmtpMailer(
        vertx,
        new SmtpMailer.Server(
            "127.0.0.1", server.getSmtp().getPort(), FROM, SmtpMailer.Tls.OPTIONAL, login));
  }

  private MimeMessage received() {
    assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
    return server.getReceivedMessages()[0];
  }

  private static String text(BodyPart part) throws Exception {
    try (InputStream bytes = part.getInputStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
