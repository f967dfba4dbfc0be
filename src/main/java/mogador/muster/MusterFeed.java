package mogador.muster;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mogador.devices.DeviceEvent;
import mogador.devices.DeviceEvents;
import mogador.sites.Site;
import mogador.web.SseHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages how a muster goes: compared with the database when somebody is marked here, when
 * a door lets somebody in, and every 2 s for what other servers did.
 */
final class MusterFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MusterFeed.class);
  private static final int LISTENERS = 500;
  private static final Duration COMPARE = Duration.ofSeconds(2);
  private static final Duration BREATH = Duration.ofMillis(50);

  /** What a page is told. */
  sealed interface News {
    /** Somebody is on the roll, or is marked otherwise than before. */
    record Changed(Roll roll, Roll.Entry entry) implements News {}

    record Ended(Roll roll) implements News {}
  }

  private final Musters musters;
  private final SseHub<News> hub = new SseHub<>(LISTENERS);
  private final Map<String, Roll> told = new ConcurrentHashMap<>();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private final Semaphore changed = new Semaphore(0);
  private final DeviceEvents.Listening listening;
  private final Thread thread;
  private volatile boolean closed;

  MusterFeed(Musters musters, DeviceEvents events) {
    this.musters = musters;
    this.listening = events.listen(this::heard);
    this.thread = Thread.ofVirtual().name("muster-feed").start(this::run);
  }

  /** Answers with the news of a site's muster from now on. */
  void listen(RoutingContext ctx, String site, Function<News, SseHub.Told> teller) {
    watched.add(site);
    hub.listen(ctx, site, teller);
  }

  /** Where the news is now; to be asked before what a page shows is read. */
  String position() {
    return hub.position();
  }

  /** A page shows this roll: what changes from here on is news. */
  void shown(Roll roll) {
    told.putIfAbsent(roll.site(), roll);
  }

  /** Something was done here. */
  void changed() {
    changed.release();
  }

  @Override
  public void close() {
    closed = true;
    listening.close();
    thread.interrupt();
  }

  private void heard(DeviceEvent event) {
    if (event instanceof DeviceEvent.EventStored stored
        && watched.contains(stored.site())
        && stored.event().person().isPresent()) {
      changed.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        boolean woken = changed.tryAcquire(COMPARE.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
        changed.drainPermits();
        if (hub.listeners() > 0) watched.forEach(this::compare);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(String id) {
    try {
      Optional<Site> site = musters.site(id);
      if (site.isEmpty()) return;
      Roll before = told.get(id);
      Optional<Roll> now = musters.running(site.get());
      if (before != null && now.filter(roll -> roll.id().equals(before.id())).isEmpty()) {
        hub.publish(id, new News.Ended(before));
        told.remove(id);
        return;
      }
      if (now.isEmpty()) return;
      told.put(id, now.get());
      if (before != null) publish(before, now.get());
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("the muster of {} was not compared: {}", id, e.toString());
    }
  }

  private void publish(Roll before, Roll now) {
    Roll bare = now.with(java.util.List.of());
    for (Roll.Entry entry : now.entries()) {
      if (before.entry(entry.id()).filter(entry::equals).isEmpty()) {
        hub.publish(now.site(), new News.Changed(bare, entry));
      }
    }
  }
}
