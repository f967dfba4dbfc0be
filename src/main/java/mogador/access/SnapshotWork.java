package mogador.access;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be loaded next: some persons, coalesced, the doors, or everything. Bounded. */
final class SnapshotWork {
  private static final int MOST = 5_000;

  /** The first is loaded at once; those asked for this soon after it are loaded together. */
  private static final Duration GATHERED = Duration.ofMillis(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Set<UUID> persons = new LinkedHashSet<>();
  private boolean everything;
  private boolean doors;
  private long takenAt = System.nanoTime() - GATHERED.toNanos();

  /**
   * What is next.
   *
   * @param everything all persons and doors, whatever else is asked for
   */
  record Next(boolean everything, boolean doors, Set<UUID> persons) {}

  void add(UUID person) {
    lock.lock();
    try {
      persons.add(person);
      if (persons.size() > MOST) {
        everything = true;
        persons.clear();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void addDoors() {
    lock.lock();
    try {
      doors = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void addEverything() {
    lock.lock();
    try {
      everything = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work; after that long without, everything is due. */
  Next take(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (isIdle() && left > 0) left = changed.awaitNanos(left);
      left = takenAt + GATHERED.toNanos() - System.nanoTime();
      while (!everything && left > 0) left = changed.awaitNanos(left);
      takenAt = System.nanoTime();
      // Persons asked for meanwhile stay; the comparison takes them in between.
      Next next = new Next(everything, doors, everything ? Set.of() : persons);
      if (!everything) persons = new LinkedHashSet<>();
      everything = false;
      doors = false;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    return !everything && !doors && persons.isEmpty();
  }

  /** The persons asked for by now, without waiting. */
  Set<UUID> takePersons() {
    lock.lock();
    try {
      Set<UUID> taken = persons;
      persons = new LinkedHashSet<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, work or not, before trying again. */
  static void pause(Duration length) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
  }
}
