package mogador.calendars;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Mailer;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Operations;
import mogador.web.Pages;
import mogador.web.Problem;

/** Bookings in the calendars people already have. */
public final class Calendars {
  /** A feed that was revoked. */
  public static final Expiring EXPIRING =
      new Expiring("calendar_feed", "revoked_at", Duration.ofDays(30));

  /** As far as free/busy is told at once. */
  static final Duration LONGEST = Duration.ofDays(93);

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final Sender sender;
  private final CalendarWriter writer;
  private final Feeds feeds;
  private final SendBookingMail mails;

  /**
   * Over a network of sites.
   *
   * @param mailer where mails about bookings go
   * @param besides what people's own feeds show besides their bookings
   */
  public Calendars(
      Database database, Sites sites, Clock clock, Sender sender, Mailer mailer, Besides besides) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.sender = sender;
    this.writer = new CalendarWriter(sender);
    this.feeds = new Feeds(database, sites, clock, sender, besides);
    this.mails = new SendBookingMail(database, sites, clock, sender, mailer);
  }

  /** Answers the contract's operations about calendars. */
  public void mount(Operations operations, Guard guard) {
    new CalendarRoutes(this, feeds, guard).mount(operations);
  }

  /** Calendars as files and feeds. */
  public void mount(Router router, Pages pages) {
    new CalendarPages(this, feeds, pages).mount(router);
  }

  /**
   * For the outbox: tells the holder of a booking or a series what happened to it.
   *
   * @param news {@code {"booking": id or "series": id, "event": …, "sequence": n}}, perhaps with a
   *     {@code reason}; an event that we have no words for is none that people are told of
   */
  public void deliver(JsonObject news) {
    mails.deliver(news);
  }

  Network network() {
    return sites.current();
  }

  Sender sender() {
    return sender;
  }

  /** A booking to keep as a file, only for its holder; all of its series, if it is of one. */
  Optional<String> file(Actor actor, UUID booking, Language language) {
    Sql sql = database.sql();
    var words = new EntryWords(sites.current(), language, false);
    return CalendarStore.entry(sql, booking)
        .filter(entry -> entry.holder().id().equals(actor.id()) && entry.isInCalendar())
        .map(
            entry ->
                entry.series().isEmpty()
                    ? writer.published(words, "", List.of(entry), List.of())
                    : writer.published(
                        words,
                        "",
                        List.of(),
                        CalendarStore.series(sql, entry.series().stream().toList())));
  }

  /**
   * When a space is taken.
   *
   * @param from site-local; today if absent
   * @param to site-local, exclusive; as far as may be if absent
   * @throws Problem.Fault 404 for a space that is not there, 422 for times that make no sense
   */
  FreeBusy freeBusy(String siteId, String code, Optional<String> from, Optional<String> to) {
    Space space =
        network()
            .space(siteId, code)
            .orElseThrow(() -> fault(404, "unknown_space", "There is no such space.", "space"));
    Site site = network().site(siteId).orElseThrow();
    SiteZone zone = site.clock();
    Instant start =
        from.map(text -> zone.firstInstant(local(text, "from")))
            .orElseGet(() -> midnight(zone, clock.instant()));
    Instant end =
        to.map(text -> zone.firstInstant(local(text, "to"))).orElseGet(() -> start.plus(LONGEST));
    if (!start.isBefore(end)) {
      throw fault(422, "ends_before_start", "It must end after it starts.", "to");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw fault(422, "too_long", "Ask for " + LONGEST.toDays() + " days at most.", "to");
    }
    var slot = new TimeSlot(start, end);
    return new FreeBusy(site, space, slot, Claims.busy(database.sql(), space.atoms(), slot));
  }

  private static Instant midnight(SiteZone zone, Instant now) {
    return zone.firstInstant(zone.localAt(now).truncatedTo(ChronoUnit.DAYS));
  }

  private static LocalDateTime local(String text, String field) {
    try {
      LocalDateTime time =
          text.length() == 10 ? LocalDateTime.parse(text + "T00:00") : LocalDateTime.parse(text);
      if (time.getYear() >= 2000 && time.getYear() < 2100) return time;
    } catch (DateTimeException e) {
      // Refused below, like a year beyond all calendars.
    }
    throw fault(422, "malformed_time", "Say a time like 2026-12-01T09:00.", field);
  }

  private static Problem.Fault fault(int status, String code, String text, String field) {
    return new Problem.Fault(Problem.of(status, code, text).field(field));
  }
}
