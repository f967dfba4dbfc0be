package mogador.muster;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.booking.Bookings;
import mogador.devices.DeviceEvents;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.visits.Visits;
import mogador.web.Operations;
import mogador.web.Pages;

/** Who is inside, and musters. Reads what was kept: no device and no broker is asked. */
public final class Musters implements AutoCloseable {
  /** After a day nobody is taken to be inside by what was seen before. */
  public static final Expiring DEPARTURES =
      new Expiring("departure", "left_at", Duration.ofDays(7));

  private static final int PAST = 20;

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final WhoIsInside inside;
  private final MusterFeed feed;

  /** What musters are made from. */
  public record Parts(
      Database database,
      Sites sites,
      Bookings bookings,
      Visits visits,
      PresenceBoard board,
      DeviceEvents events) {}

  public Musters(Parts parts, Clock clock) {
    this.database = parts.database();
    this.sites = parts.sites();
    this.clock = clock;
    this.inside = new WhoIsInside(parts, clock);
    this.feed = new MusterFeed(this, parts.events());
  }

  public void mount(Operations operations, Guard guard) {
    new MusterRoutes(this, guard).mount(operations);
  }

  /** The managers' pages. */
  public void mount(Router router, Guard guard, Pages pages) {
    new MusterPages(this, guard, pages).mount(router);
  }

  @Override
  public void close() {
    feed.close();
  }

  MusterFeed feed() {
    return feed;
  }

  Network network() {
    return sites.current();
  }

  Optional<Site> site(String id) {
    return network().site(id);
  }

  InsideNow inside(Site site) {
    return inside.at(site);
  }

  List<RollStore.Past> past(Site site) {
    return RollStore.latest(database.sql(), site.id(), PAST);
  }

  /** The muster that goes on, with all who came in until now on its roll. */
  Optional<Roll> running(Site site) {
    return RollStore.running(database.sql(), site.id()).flatMap(id -> find(site, id));
  }

  Optional<Roll> find(Site site, UUID id) {
    Optional<Roll> roll = RollStore.find(database.sql(), site.id(), id);
    if (roll.isEmpty() || roll.get().ended().isPresent()) return roll;
    return catchUp(site, roll.get()) ? RollStore.find(database.sql(), site.id(), id) : roll;
  }

  MusterSteps.Started start(Actor actor, Site site, Roll.Kind kind, String why) {
    InsideNow now = inside.at(site);
    return database.inTransaction(sql -> MusterSteps.start(sql, actor, now, kind, why));
  }

  MusterSteps.Step mark(Actor actor, Site site, UUID roll, UUID entry, boolean safe) {
    Instant now = clock.instant();
    MusterSteps.Step step =
        database.inTransaction(
            sql -> MusterSteps.mark(sql, actor, site.id(), roll, entry, safe, now));
    feed.changed();
    return step;
  }

  MusterSteps.Step add(Actor actor, Site site, UUID roll, String name) {
    Instant now = clock.instant();
    MusterSteps.Step step =
        database.inTransaction(sql -> MusterSteps.add(sql, actor, site.id(), roll, name, now));
    feed.changed();
    return step;
  }

  MusterSteps.Step end(Actor actor, Site site, UUID roll) {
    InsideNow now = inside.at(site);
    MusterSteps.Step step = database.inTransaction(sql -> MusterSteps.end(sql, actor, now, roll));
    feed.changed();
    return step;
  }

  void noteLeft(Actor actor, Site site, UUID person) {
    Instant now = clock.instant();
    database.inTransaction(
        sql -> {
          MusterSteps.noteLeft(sql, actor, site.id(), person, now);
          return person;
        });
  }

  /** Whether anybody was put on the roll who came in, or was heard of, since it was called. */
  private boolean catchUp(Site site, Roll roll) {
    InsideNow now = inside.at(site);
    Set<UUID> known = new HashSet<>();
    roll.entries().forEach(entry -> entry.who().person().ifPresent(known::add));
    List<Listed> missing =
        now.people().stream()
            .filter(one -> one.person().filter(known::contains).isEmpty())
            .toList();
    if (missing.isEmpty()) return false;
    return database.inTransaction(
        sql -> {
          boolean open = RollStore.holdOpen(sql, site.id(), roll.id());
          if (open) RollStore.add(sql, roll.id(), missing, now.at());
          return open;
        });
  }
}
