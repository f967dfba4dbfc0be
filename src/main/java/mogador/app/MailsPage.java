package mogador.app;

import java.time.LocalDateTime;
import java.util.List;

/** The mails of a demo, which are not sent: {@code GET /demo/mails}; the newest first. */
public record MailsPage(List<Letter> letters) {
  /** A mail as it would have been read. */
  public record Letter(String to, String subject, String body, LocalDateTime at) {}

  public MailsPage {
    letters = List.copyOf(letters);
  }
}
