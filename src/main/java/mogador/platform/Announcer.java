package mogador.platform;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every server what has been committed, soon after the commit. Not within it: a transaction
 * that notifies holds a lock of the whole database while it commits, so that all others queue.
 * Announcements that are close together go together; one that is lost, because this process died or
 * too many wait, is made good by whoever reconciles.
 */
final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final int BOUND = 20_000;
  private static final int TOGETHER = 500;

  /** The first is told at once; those that come this soon after it go together. */
  private static final Duration GATHERED = Duration.ofMillis(20);

  /** On a channel of PostgreSQL's, to all who listen. */
  record Announcement(String channel, String payload) {}

  private final BlockingQueue<Announcement> waiting = new ArrayBlockingQueue<>(BOUND);
  private final Database database;
  private final Thread teller;

  Announcer(Database database) {
    this.database = database;
    this.teller = Thread.ofVirtual().name("announcer").start(this::tellUntilStopped);
  }

  void announce(Announcement announcement) {
    if (!waiting.offer(announcement)) LOG.warn("too many announcements wait; one is left out");
  }

  @Override
  public void close() {
    teller.interrupt();
  }

  private void tellUntilStopped() {
    try {
      while (true) {
        Set<Announcement> next = new LinkedHashSet<>();
        next.add(waiting.take());
        waiting.drainTo(next, TOGETHER);
        tell(List.copyOf(next));
        Thread.sleep(GATHERED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(List<Announcement> announcements) {
    try {
      database
          .sql()
          .run(
              "select pg_notify(c, p) from unnest($1::text[], $2::text[]) as told (c, p)",
              announcements.stream().map(Announcement::channel).toArray(String[]::new),
              announcements.stream().map(Announcement::payload).toArray(String[]::new));
    } catch (RuntimeException e) {
      LOG.warn("{} announcements were not made: {}", announcements.size(), e.getMessage());
    }
  }
}
