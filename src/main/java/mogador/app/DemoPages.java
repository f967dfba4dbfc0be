package mogador.app;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import mogador.app.MailsPage.Letter;
import mogador.platform.Mailbox;
import mogador.web.Pages;

/** Shows the mails of a demo, which go nowhere else. */
final class DemoPages {
  private static final int SHOWN = 50;

  private final Mailbox mailbox;
  private final Pages pages;

  DemoPages(Mailbox mailbox, Pages pages) {
    this.mailbox = mailbox;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/demo/mails").handler(this::mails);
  }

  private void mails(RoutingContext ctx) {
    var letters =
        mailbox.latest(SHOWN).stream()
            .map(
                mail ->
                    new Letter(
                        mail.to(),
                        mail.subject(),
                        mail.body(),
                        LocalDateTime.ofInstant(mail.at(), ZoneOffset.UTC)))
            .toList();
    pages.render(ctx, "app/mails.jte", new MailsPage(letters));
  }
}
