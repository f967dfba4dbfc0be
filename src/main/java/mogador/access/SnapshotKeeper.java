package mogador.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import mogador.platform.Database;
import mogador.platform.Listener;
import mogador.sites.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the snapshot that decisions are made from: loaded at the start, person by person as the
 * database notifies, and compared as a whole every minute and whenever notifications may have been
 * lost. One thread does it all, so that an older reading never replaces a newer one.
 */
public final class SnapshotKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final Duration RECONCILE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How long an ended right is remembered, to answer "too late". */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Database database;
  private final Supplier<? extends Collection<Doorway>> doors;
  private final Function<String, Optional<Site>> sites;
  private final Clock clock;
  private final SnapshotWork work = new SnapshotWork();
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile Follower follower = (now, persons) -> {};
  private volatile Optional<Listener> notifications = Optional.empty();
  private volatile AccessSnapshot current = AccessSnapshot.EMPTY;
  private volatile Instant checkedAt = Instant.MIN;
  private volatile boolean closed;
  private long comparedNanos = System.nanoTime();
  private Thread thread = Thread.currentThread();

  /**
   * Does nothing until started.
   *
   * @param doors asked at every full comparison
   * @param sites by their ids: schedules go by their clocks and holidays
   */
  public SnapshotKeeper(
      Database database,
      Supplier<? extends Collection<Doorway>> doors,
      Function<String, Optional<Site>> sites,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.doors = doors;
    this.sites = sites;
    this.clock = clock;
    meters.gauge("mogador_snapshot_credentials", this, keeper -> keeper.current.credentials());
  }

  /** Is told what has changed, when it is in place; must not block. */
  public interface Follower {
    /**
     * The snapshot is another one.
     *
     * @param now the one in place, where nobody but these persons differs from the one told before
     * @param persons of whom something is different; none when doors may be
     */
    void changed(AccessSnapshot now, Set<UUID> persons);
  }

  /** To be set before the start. */
  public void listen(Follower one) {
    follower = one;
  }

  /** Whether it was ever loaded as a whole. */
  public boolean isReady() {
    return ready.getCount() == 0;
  }

  /** Begins to listen and to load; a database that is away is tried again for ever. */
  public void start() {
    work.addEverything();
    notifications = Optional.of(database.listen(Rights.CHANNEL, this::notified));
    thread = Thread.ofVirtual().name("access-snapshot").start(this::run);
  }

  /** What is known now; empty, so that nothing opens, until the first loading. */
  public AccessSnapshot current() {
    return current;
  }

  /** Whether it was loaded, waiting that long at most. */
  public boolean awaitReady(Duration longest) throws InterruptedException {
    return ready.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether all was compared with the database within the last two minutes. */
  public boolean isFresh() {
    return checkedAt.isAfter(clock.instant().minus(RECONCILE.multipliedBy(2)));
  }

  /** Compares everything soon, such as after the doors have changed. */
  public void refresh() {
    work.addEverything();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    notifications.ifPresent(Listener::close);
  }

  /** After a lost connection too, with nothing in particular: what was missed is not known. */
  private void notified(Optional<String> payload) {
    if (payload.equals(Optional.of(Rights.DOORS))) {
      work.addDoors();
      return;
    }
    try {
      payload.map(UUID::fromString).ifPresentOrElse(work::add, work::addEverything);
    } catch (IllegalArgumentException e) {
      work.addEverything();
    }
  }

  private void run() {
    Duration pause = Duration.ZERO;
    while (!closed) {
      try {
        SnapshotWork.pause(pause);
        Duration left = Duration.ofNanos(comparedNanos + RECONCILE.toNanos() - System.nanoTime());
        if (!left.isPositive()) work.addEverything();
        SnapshotWork.Next next = work.take(left);
        pause = load(next) ? Duration.ZERO : longer(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean load(SnapshotWork.Next next) {
    try {
      if (next.everything()) {
        everything();
      } else {
        if (next.doors()) doors();
        if (!next.persons().isEmpty()) persons(next.persons());
      }
      return true;
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("access rights could not be read, trying again: {}", e.toString());
      work.addEverything();
      return false;
    }
  }

  private void doors() {
    current = current.withDoors(doors.get());
    follower.changed(current, Set.of());
  }

  private void persons(Set<UUID> persons) {
    Set<UUID> changed = new HashSet<>();
    AccessSnapshot snapshot = current;
    Set<UUID> gone = new HashSet<>(persons);
    for (PersonAccess access : AccessStore.load(database.sql(), persons, oldest(), sites)) {
      gone.remove(access.person());
      if (!snapshot.person(access.person()).equals(Optional.of(access))) {
        snapshot = snapshot.with(access);
        changed.add(access.person());
      }
    }
    for (UUID person : gone) {
      if (snapshot.person(person).isEmpty()) continue;
      snapshot = snapshot.without(person);
      changed.add(person);
    }
    if (changed.isEmpty()) return;
    current = snapshot;
    follower.changed(snapshot, changed);
  }

  /** Page by page; those notified of meanwhile come in between, they must not wait for the rest. */
  private void everything() {
    doors();
    Set<UUID> unseen = new HashSet<>(current.persons());
    Optional<UUID> last = Optional.empty();
    while (true) {
      Set<UUID> urgent = work.takePersons();
      if (!urgent.isEmpty()) persons(urgent);
      List<UUID> page = AccessStore.personsAfter(database.sql(), last);
      if (page.isEmpty()) break;
      persons(new LinkedHashSet<>(page));
      page.forEach(unseen::remove);
      last = Optional.of(page.getLast());
    }
    if (!unseen.isEmpty()) persons(unseen);
    checkedAt = clock.instant();
    comparedNanos = System.nanoTime();
    ready.countDown();
  }

  private Instant oldest() {
    return clock.instant().minus(REMEMBERED);
  }

  private static Duration longer(Duration pause) {
    if (pause.isZero()) return Duration.ofMillis(100);
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
