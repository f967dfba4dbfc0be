package mogador.alarms;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.LocalText;
import mogador.platform.Mail;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Formats;
import mogador.web.Messages;

/** Writes to those who manage a site when something grave is raised there: once for each alarm. */
final class AlarmMail {
  private final Sites sites;
  private final String publicUrl;

  AlarmMail(Sites sites, String publicUrl) {
    this.sites = sites;
    this.publicUrl = publicUrl;
  }

  void send(Sql sql, AlarmStore.Open alarm, Instant now) {
    AlarmKind kind = alarm.state().kind();
    if (kind.severity() != AlarmKind.Severity.SEVERE) return;
    Optional<Site> site = sites.current().site(alarm.subject().site());
    if (site.isEmpty()) return;
    for (Person manager : People.managersOf(sql, site.get().id())) {
      mail(site.get(), alarm, manager).send(sql, now);
    }
  }

  private Mail mail(Site site, AlarmStore.Open alarm, Person manager) {
    Messages words = Messages.in(manager.language());
    Formats formats = Formats.in(manager.language());
    LocalText kind = AlarmWords.kind(alarm.state().kind());
    LocalText place = AlarmWords.place(site, alarm.subject());
    LocalDateTime at = site.clock().localAt(alarm.state().last().at());
    String what = kind.in(manager.language());
    String where = place.in(manager.language());
    return new Mail(
        manager.email(),
        words.text(
            "mail.alarm.subject",
            "what",
            what,
            "where",
            where,
            "site",
            site.name().in(manager.language())),
        words.text(
            "mail.alarm.body",
            "what",
            what,
            "where",
            where,
            "site",
            site.name().in(manager.language()),
            "day",
            formats.date(at.toLocalDate()),
            "time",
            formats.second(at.toLocalTime()),
            "link",
            publicUrl + "/ops/" + site.id() + "/alarms"));
  }
}
