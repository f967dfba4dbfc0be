package mogador.calendars;

import java.time.Instant;
import mogador.platform.Mail;
import mogador.sites.Site;

/** Writes what mails bring for calendars (iTIP, RFC 5546). Pure. */
public final class Invitations {
  private final CalendarWriter writer;

  public Invitations(Sender sender) {
    this.writer = new CalendarWriter(sender);
  }

  /** A request, or the cancellation of what is gone. */
  public Mail.Invitation of(Site site, Occasion occasion, Instant stamp) {
    String method = occasion.standing() == Occasion.Standing.GONE ? "CANCEL" : "REQUEST";
    return new Mail.Invitation(method, writer.invitation(site, occasion, stamp));
  }
}
