package mogador.app;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The mails of a demo, which are not sent: {@code GET /demo/mails}; the newest first. */
public record MailsPage(List<Letter> letters) {
  /**
   * A mail as it would have been read.
   *
   * @param method of the calendar entry that comes with it, {@code REQUEST} or {@code CANCEL}
   * @param calendar that entry as iCalendar text, or empty
   */
  public record Letter(
      String id,
      String to,
      String subject,
      String body,
      Optional<String> method,
      String calendar,
      LocalDateTime at) {

    /** Where the entry can be had as a file. */
    public String href() {
      return "/demo/mails/" + id + "/invite.ics";
    }
  }

  public MailsPage {
    letters = List.copyOf(letters);
  }
}
