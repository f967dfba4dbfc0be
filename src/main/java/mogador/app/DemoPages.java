package mogador.app;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import mogador.app.MailsPage.Letter;
import mogador.platform.Ids;
import mogador.platform.Mail;
import mogador.platform.Mailbox;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

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
    router.get("/demo/mails/:id/invite.ics").handler(this::invitation);
  }

  private void mails(RoutingContext ctx) {
    var letters = mailbox.latest(SHOWN).stream().map(DemoPages::letter).toList();
    pages.render(ctx, "app/mails.jte", new MailsPage(letters));
  }

  private void invitation(RoutingContext ctx) {
    Mail.Invitation invitation =
        Ids.parse(Input.path(ctx, "id"))
            .flatMap(mailbox::find)
            .flatMap(kept -> kept.mail().invitation())
            .orElseThrow(
                () ->
                    new Problem.Fault(
                        Problem.of(404, "not_found", "There is no such calendar entry.")));
    ctx.response()
        .putHeader("content-type", "text/calendar; charset=utf-8; method=" + invitation.method())
        .putHeader("content-disposition", "attachment; filename=\"invite.ics\"")
        .putHeader("cache-control", "no-store")
        .end(invitation.ics());
  }

  private static Letter letter(Mailbox.Kept kept) {
    return new Letter(
        kept.id().toString(),
        kept.mail().to(),
        kept.mail().subject(),
        kept.mail().body(),
        kept.mail().invitation().map(Mail.Invitation::method),
        kept.mail().invitation().map(Mail.Invitation::ics).orElse(""),
        LocalDateTime.ofInstant(kept.at(), ZoneOffset.UTC));
  }
}
