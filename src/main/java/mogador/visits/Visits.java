package mogador.visits;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import mogador.access.Credentials;
import mogador.booking.DerivedTimes;
import mogador.calendars.Besides;
import mogador.calendars.Sender;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.identity.Person;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.WorkPlan;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.visits.VisitSteps.Outcome;
import mogador.web.Operations;
import mogador.web.Pages;

/** Who comes to see whom. */
public final class Visits {
  /** So long after a visit it is known who it was. */
  static final Duration REMEMBERED = Duration.ofDays(90);

  private static final int MANY = 200;

  private final Database database;
  private final Sites sites;
  private final Credentials credentials;
  private final Clock clock;
  private final VisitLetter letter;
  private final VisitOccasions occasions;
  private final VisitSteps steps;

  /**
   * Over a network of sites.
   *
   * @param sender who invitations come from
   */
  public Visits(
      Database database, Sites sites, Credentials credentials, Clock clock, Sender sender) {
    this.database = database;
    this.sites = sites;
    this.credentials = credentials;
    this.clock = clock;
    this.letter = new VisitLetter(sender);
    this.occasions = new VisitOccasions(sender);
    this.steps = new VisitSteps(credentials, letter);
  }

  /**
   * A visitor who was received at a site.
   *
   * @param left when they signed out, if they did
   */
  public record Stay(UUID visitor, Instant received, Optional<Instant> left) {}

  /** Whose instants follow when the rules of a zone change. */
  public DerivedTimes times() {
    return new VisitTimes(sites, letter);
  }

  /** The visits that hosts have in their own calendars. */
  public Besides inCalendars() {
    return (sql, host, slot, limit) ->
        VisitStore.ofHost(sql, host.id(), slot, limit).stream()
            .map(visit -> occasions.ofHost(sites.current(), visit, host.language()))
            .toList();
  }

  public void mount(Operations operations, Guard guard) {
    new VisitRoutes(this, guard).mount(operations);
  }

  /** The host's, the visitor's and the desk's pages. */
  public void mount(Router router, Guard guard, Pages pages) {
    new HostPages(this, guard, pages).mount(router);
    new ChangePages(this, guard, pages).mount(router);
    new DeskPages(this, guard, pages).mount(router);
    new VisitorPages(this, pages).mount(router);
  }

  /** The work that time asks for. */
  public void mount(WorkPlan recurring) {
    recurring.every(Duration.ofHours(1), "visitors forgotten", this::forget);
    recurring.every(Duration.ofSeconds(15), "visits without a place", this::withdrawHomeless);
  }

  /** Who was received at a site. */
  public List<Stay> stays(String site, Instant after) {
    return VisitStore.stays(database.sql(), site, after);
  }

  Network network() {
    return sites.current();
  }

  Instant now() {
    return clock.instant();
  }

  String link(Visit visit) {
    return letter.link(visit);
  }

  Outcome invite(Actor actor, Person host, Site site, Wish wish) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql -> steps.invite(sql, actor, host, sites.current(), site, wish, now));
  }

  /** Somebody who stands at the desk unexpected: invited and received in one. */
  Outcome walkIn(Actor actor, Person host, Site site, Wish wish, Optional<String> badge) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql ->
            switch (steps.invite(sql, actor, host, sites.current(), site, wish, now)) {
              case Outcome.Done(Visit visit) ->
                  taken(steps.receive(sql, actor, site.id(), visit.id(), badge, now));
              case Outcome.Refused refused -> refused;
              case Outcome.NotNow notNow -> notNow;
              case Outcome.Over over -> over;
              case Outcome.BadgeTaken taken -> taken;
              case Outcome.Unknown unknown -> unknown;
            });
  }

  /** What becomes of what is asked for so far. */
  Outcome change(Actor actor, UUID id, UnaryOperator<Wish> change) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql -> steps.change(sql, actor, sites.current(), id, change, now));
  }

  Outcome cancel(Actor actor, UUID id) {
    Instant now = clock.instant();
    return database.inTransaction(sql -> steps.cancel(sql, actor, sites.current(), id, now));
  }

  Outcome receive(Actor actor, Site site, UUID id, Optional<String> badge) {
    Instant now = clock.instant();
    try {
      return database.inTransaction(
          sql -> taken(steps.receive(sql, actor, site.id(), id, badge, now)));
    } catch (BadgeIsTaken e) {
      return new Outcome.BadgeTaken();
    }
  }

  Outcome signOut(Actor actor, Site site, UUID id) {
    Instant now = clock.instant();
    return database.inTransaction(sql -> steps.signOut(sql, actor, site.id(), id, now));
  }

  List<Visit> ofHost(Actor actor) {
    return VisitStore.ofHost(database.sql(), actor.id(), clock.instant(), MANY);
  }

  /** Theirs, or of a site they manage. */
  Optional<Visit> find(Actor actor, UUID id) {
    return VisitStore.find(database.sql(), id)
        .filter(v -> v.host().id().equals(actor.id()) || actor.manages(v.site()));
  }

  /** Those of a day at a site, and whoever is still inside. */
  List<Visit> ofDay(Site site, LocalDate day, String name) {
    var slot =
        new TimeSlot(
            site.clock().firstInstant(day.atStartOfDay()),
            site.clock().firstInstant(day.plusDays(1).atStartOfDay()));
    return VisitStore.ofSite(database.sql(), site.id(), slot, name, MANY);
  }

  Optional<Visit> byToken(String token) {
    return VisitStore.byToken(database.sql(), token);
  }

  /** What the visitor shows at doors; empty once nothing opens any more. */
  Optional<String> qrText(Visit visit) {
    return credentials.qr(database.sql(), visit.visitor()).map(Credentials.Qr::text);
  }

  /** The spaces of a site somebody may receive visitors in, at some time to come. */
  Set<Long> spaces(UUID host, Site site) {
    Instant now = clock.instant();
    return Set.copyOf(
        database
            .sql()
            .list(
                row -> row.getLong("space_id"),
                """
                select distinct space_id from access_right
                where person_id = $1 and site_id = $2 and space_id > 0 and ends_at > $3
                  and source in ('booking', 'lease')
                """,
                host,
                site.id(),
                now));
  }

  /** The sites somebody may invite to, now or later. */
  Set<String> sites(Actor actor) {
    return Set.copyOf(
        database
            .sql()
            .list(
                row -> row.getString("site_id"),
                """
                select distinct site_id from access_right
                where person_id = $1 and ends_at > $2 and source in ('booking', 'lease', 'role')
                """,
                actor.id(),
                clock.instant()));
  }

  int forget() {
    Instant now = clock.instant();
    return VisitStore.forget(database.sql(), now.minus(REMEMBERED), now, MANY);
  }

  private int withdrawHomeless() {
    Instant now = clock.instant();
    return database.inTransaction(sql -> VisitSteps.withdrawHomeless(sql, now));
  }

  /** What was written before is undone when the badge turns out to be somebody's. */
  private static Outcome taken(Outcome outcome) {
    if (outcome instanceof Outcome.BadgeTaken) throw new BadgeIsTaken();
    return outcome;
  }

  private static final class BadgeIsTaken extends RuntimeException {
    BadgeIsTaken() {
      super("the badge is somebody's", null, false, false);
    }
  }
}
