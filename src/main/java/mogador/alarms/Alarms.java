package mogador.alarms;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mogador.alarms.AlarmStore.Open;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Listener;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Operations;
import mogador.web.Pages;

/** What someone should look after at the sites. */
public final class Alarms implements AutoCloseable {
  static final String CHANNEL = "alarms";

  /** For two years one can see what was, and who looked after it. */
  public static final Expiring EXPIRING = new Expiring("alarm", "cleared_at", Duration.ofDays(730));

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final RaiseAlarms raise;
  private final List<Consumer<Optional<String>>> listeners = new CopyOnWriteArrayList<>();
  private Optional<Listener> listener = Optional.empty();

  /**
   * Tells nobody until started.
   *
   * @param publicUrl begins the links in mails
   */
  public Alarms(Database database, Sites sites, Clock clock, String publicUrl) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.raise = new RaiseAlarms(new AlarmMail(sites, publicUrl), clock);
  }

  /** What became of a step that someone wished to take. */
  public sealed interface Outcome {
    record Done(Alarm alarm) implements Outcome {}

    /** Nothing to do: it is cleared, or acknowledged already. */
    record Already(Alarm alarm) implements Outcome {}

    /** It is cleared by the end of its cause alone. */
    record CauseLasts(Alarm alarm) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** Begins to hear of alarms raised by any server. */
  public void start() {
    if (listener.isPresent()) return;
    listener =
        Optional.of(database.listen(CHANNEL, site -> listeners.forEach(each -> each.accept(site))));
  }

  @Override
  public void close() {
    listener.ifPresent(Listener::close);
  }

  public void mount(Operations operations, Guard guard) {
    new AlarmRoutes(this, guard).mount(operations);
  }

  /** The managers' page. */
  public void mount(Router router, Guard guard, Pages pages) {
    new AlarmPages(this, guard, pages).mount(router);
  }

  /**
   * Calls for every change of a site's alarms, on whichever server it was made; without a site when
   * some may have been missed.
   */
  public void listen(Consumer<Optional<String>> consumer) {
    listeners.add(consumer);
  }

  /**
   * Raises, repeats and ends alarms by facts that this transaction makes known. What is looked up
   * to know them is looked up once no other transaction can be at the same subjects.
   *
   * @param about every subject of the facts
   */
  public void follow(Sql sql, Collection<Subject> about, Supplier<List<Fact>> facts) {
    raise.follow(sql, about, facts);
  }

  /** Raises one alarm now; if it is open already, it is one cause more. */
  public void raise(Sql sql, AlarmKind kind, Subject subject) {
    var cause = new Fact.Begins(kind, subject, Moment.at(clock.instant()), false);
    follow(sql, Set.of(subject), () -> List.of(cause));
  }

  /** The cause of an alarm has ended now; nothing happens if none is open. */
  public void end(Sql sql, AlarmKind kind, Subject subject) {
    var end = new Fact.Ends(kind, subject, Moment.at(clock.instant()));
    follow(sql, Set.of(subject), () -> List.of(end));
  }

  /** A manager of the site has seen it. */
  public Outcome acknowledge(Sql sql, Actor actor, String site, UUID id) {
    return step(sql, actor, site, id, false);
  }

  /** A manager of the site has looked after it; it is acknowledged too, if it was not. */
  public Outcome clear(Sql sql, Actor actor, String site, UUID id) {
    return step(sql, actor, site, id, true);
  }

  /** The open alarms of a site, the newest first. */
  public List<Alarm> open(String site) {
    return AlarmStore.open(database.sql(), site);
  }

  /** As a page shows them on top. */
  public AlarmBanner banner(Site site) {
    return AlarmBanner.of(site, open(site.id()));
  }

  List<Alarm> latest(String site, Optional<AlarmKind> kind, boolean open, int limit) {
    return AlarmStore.latest(database.sql(), site, kind, open, limit);
  }

  Database database() {
    return database;
  }

  Sites sites() {
    return sites;
  }

  Instant now() {
    return clock.instant();
  }

  private Outcome step(Sql sql, Actor actor, String site, UUID id, boolean clears) {
    Optional<Alarm> before = AlarmStore.byId(sql, site, id);
    if (before.isEmpty()) return new Outcome.Unknown();
    AlarmStore.lock(sql, List.of(before.get().subject()));
    Optional<Open> open = AlarmStore.forStep(sql, site, id);
    if (open.isEmpty()) return new Outcome.Already(read(sql, site, id));
    AlarmState state = open.get().state();
    if (clears && !state.kind().clearedByHand()) {
      return new Outcome.CauseLasts(read(sql, site, id));
    }
    if (!clears && state.acknowledged()) return new Outcome.Already(read(sql, site, id));
    boolean clearsNow = clears || state.seen().cleared();
    AlarmStore.step(sql, id, actor.id(), clearsNow, clock.instant());
    AuditKind kind = clears ? AuditKind.ALARM_CLEARED : AuditKind.ALARM_ACKNOWLEDGED;
    AuditTrail.add(
        sql,
        AuditEntry.of(kind, site, id.toString(), clock.instant())
            .with("alarm", state.kind().code())
            .by(actor.id()));
    sql.announce(CHANNEL, site);
    return new Outcome.Done(read(sql, site, id));
  }

  private static Alarm read(Sql sql, String site, UUID id) {
    return AlarmStore.byId(sql, site, id).orElseThrow();
  }
}
