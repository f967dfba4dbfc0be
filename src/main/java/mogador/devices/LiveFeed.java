package mogador.devices;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mogador.alarms.AlarmBanner;
import mogador.alarms.Alarms;
import mogador.booking.Bookings;
import mogador.devices.LivePage.Counts;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Database;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.SseHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells managers' pages what changes at their site: passages and devices as they are heard of,
 * states of spaces, open alarms and how full zones are compared whenever a sensor speaks or an
 * alarm changes, and every 2 s for bookings that begin or end.
 */
final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int LISTENERS = 500;
  private static final Duration COMPARE = Duration.ofSeconds(2);
  private static final Duration BREATH = Duration.ofMillis(100);

  /** What a page is told. */
  sealed interface News {
    record Happened(RecentEvent event) implements News {}

    record Became(Space space, SiteNow.State state) implements News {}

    record Counted(Counts counts) implements News {}

    record Device(DeviceEvent.DeviceSeen seen) implements News {}

    record Alarmed(AlarmBanner banner) implements News {}

    record Filled(ZonesCard zones) implements News {}

    /** Spaces stand elsewhere than the page shows them: at midnight, or by a change for today. */
    record Rearranged() implements News {}
  }

  private final Database database;
  private final Sites sites;
  private final Bookings bookings;
  private final PresenceBoard board;
  private final Alarms alarms;
  private final ZonesNow zones;
  private final Clock clock;
  private final SseHub<News> hub = new SseHub<>(LISTENERS);
  private final Map<String, SiteNow> told = new ConcurrentHashMap<>();
  private final Map<String, AlarmBanner> toldAlarms = new HashMap<>();
  private final Map<String, ZonesCard> toldZones = new HashMap<>();
  private final Map<DeviceId, DeviceEvent.DeviceSeen> seen = new ConcurrentHashMap<>();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private final Semaphore spoken = new Semaphore(0);
  private final DeviceEvents.Listening listening;
  private final Thread thread;
  private volatile boolean closed;

  LiveFeed(DevicePages.Parts parts) {
    this.database = parts.database();
    this.sites = parts.sites();
    this.bookings = parts.bookings();
    this.board = parts.board();
    this.alarms = parts.alarms();
    this.zones = parts.zones();
    this.clock = parts.clock();
    this.listening = parts.events().listen(this::heard);
    this.alarms.listen(site -> spoken.release());
    this.thread = Thread.ofVirtual().name("live-feed").start(this::run);
  }

  /** Answers with the news of a site from now on. */
  void listen(RoutingContext ctx, String site, Function<News, SseHub.Told> teller) {
    watched.add(site);
    hub.listen(ctx, site, teller);
  }

  /** Where the news is now; to be asked before what a page shows is read. */
  String position() {
    return hub.position();
  }

  /** A site with its seats where they stand now. */
  Site today(Site site) {
    return site.arranged(site.clock().localAt(clock.instant()).toLocalDate());
  }

  /** For a page, which is told of what changes from then on. */
  SiteNow shown(Network network, Site site) {
    SiteNow now = now(network, site);
    told.putIfAbsent(site.id(), now);
    return now;
  }

  private SiteNow now(Network network, Site site) {
    Set<Long> squatted = Squatters.at(database.sql(), site.id());
    return SiteNow.of(network, site, bookings, board, squatted, clock.instant());
  }

  /**
   * When a device last came or went, as it was told; empty when it has not since this server began.
   * The database has it two seconds later.
   */
  Optional<DeviceEvent.DeviceSeen> seen(DeviceId device) {
    return Optional.ofNullable(seen.get(device));
  }

  AlarmBanner alarms(Site site) {
    return alarms.banner(site);
  }

  ZonesCard zones(Site site) {
    return ZonesCard.of(site, zones.at(site));
  }

  @Override
  public void close() {
    closed = true;
    listening.close();
    thread.interrupt();
  }

  private void heard(DeviceEvent event) {
    switch (event) {
      case DeviceEvent.EventStored(RecentEvent stored) -> {
        if (stored.isAtDoor()) hub.publish(stored.site(), new News.Happened(stored));
      }
      case DeviceEvent.DeviceSeen device -> {
        seen.put(new DeviceId(device.site(), device.device()), device);
        hub.publish(device.site(), new News.Device(device));
      }
      case DeviceEvent.PresenceChanged changed -> spoken.release();
      case DeviceEvent.DecisionMade decided -> {}
      case DeviceEvent.EventsLost lost -> {}
      case DeviceEvent.EventContradicted contradicted -> {}
    }
  }

  private void run() {
    try {
      while (!closed) {
        boolean sensor = spoken.tryAcquire(COMPARE.toMillis(), TimeUnit.MILLISECONDS);
        // What many sensors say at once is compared once.
        if (sensor) TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
        spoken.drainPermits();
        if (hub.listeners() > 0) watched.forEach(this::compare);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(String id) {
    try {
      Network network = sites.current();
      Optional<Site> site = network.site(id).map(this::today);
      if (site.isEmpty()) return;
      compareAlarms(site.get());
      compareZones(site.get());
      SiteNow now = now(network, site.get());
      SiteNow before = told.put(id, now);
      if (before == null || before.equals(now)) return;
      if (!before.states().keySet().equals(now.states().keySet())) {
        hub.publish(id, new News.Rearranged());
        return;
      }
      now.states()
          .forEach(
              (space, state) -> {
                if (!state.equals(before.states().get(space))) {
                  hub.publish(id, new News.Became(space, state));
                }
              });
      hub.publish(id, new News.Counted(now.counts()));
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("the live plan of {} was not compared: {}", id, e.toString());
    }
  }

  /** Told whole, so that whoever missed one change has all with the next. */
  private void compareAlarms(Site site) {
    AlarmBanner banner = alarms.banner(site);
    AlarmBanner before = toldAlarms.put(site.id(), banner);
    if (!banner.equals(before)) hub.publish(site.id(), new News.Alarmed(banner));
  }

  private void compareZones(Site site) {
    ZonesCard card = zones(site);
    ZonesCard before = toldZones.put(site.id(), card);
    if (!card.equals(before)) hub.publish(site.id(), new News.Filled(card));
  }

  Instant instant() {
    return clock.instant();
  }
}
