package mogador.occupancy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The presence in every watched space now, in memory. Fed with signs from any thread; time passes
 * by {@link #tick}, to be called every second or so, for holds and silences to end.
 */
public final class PresenceBoard {
  private final Clock clock;
  private final PresenceLog log;
  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  private final List<Consumer<PresenceChanged>> listeners = new CopyOnWriteArrayList<>();

  /** A space's signs and what was last said about it. */
  private record Entry(String site, Presence presence, PresenceNow said, Instant since) {}

  public PresenceBoard(Clock clock, PresenceLog log) {
    this.clock = clock;
    this.log = log;
  }

  /** The spaces to watch from now on; what is known about those that stay is kept. */
  public void watch(Collection<WatchedSpace> spaces) {
    Map<Long, WatchedSpace> wanted = new HashMap<>();
    for (WatchedSpace space : spaces) wanted.put(space.space(), space);
    entries.keySet().retainAll(wanted.keySet());
    Instant now = clock.instant();
    for (WatchedSpace space : wanted.values()) {
      entries.compute(
          space.space(),
          (id, known) ->
              known == null
                  ? new Entry(space.site(), space.empty(), PresenceNow.UNKNOWN, now)
                  : new Entry(
                      space.site(),
                      expecting(known.presence(), space),
                      known.said(),
                      known.since()));
    }
  }

  /** Takes up what was stored before this server started; says nothing to listeners. */
  public void restore(long space, Signal signal) {
    Instant now = clock.instant();
    entries.computeIfPresent(
        space,
        (id, entry) -> {
          Presence presence = entry.presence().with(signal);
          PresenceNow state = presence.at(now);
          Instant since = state == entry.said() ? entry.since() : signal.at();
          return new Entry(entry.site(), presence, state, since);
        });
  }

  /** A sign about a space; ignored when the space is not watched. Never blocks. */
  public void heard(long space, Signal signal) {
    Instant now = clock.instant();
    List<PresenceChanged> changes = new ArrayList<>(1);
    entries.computeIfPresent(
        space,
        (id, entry) -> {
          log.heard(entry.site(), space, signal);
          return settled(id, entry, entry.presence().with(signal), now, changes);
        });
    changes.forEach(this::tell);
  }

  /** Lets time pass: ends holds, and takes silence for not knowing. */
  public void tick() {
    Instant now = clock.instant();
    List<PresenceChanged> changes = new ArrayList<>();
    for (Long space : entries.keySet()) {
      entries.computeIfPresent(
          space, (id, entry) -> settled(id, entry, entry.presence(), now, changes));
    }
    changes.forEach(this::tell);
  }

  /** Unknown for a space that is not watched. */
  public PresenceNow of(long space) {
    Entry entry = entries.get(space);
    return entry == null ? PresenceNow.UNKNOWN : entry.said();
  }

  /** Every watched space of a site, by id, and since when it is so. */
  public Map<Long, PresenceChanged> all(String site) {
    Map<Long, PresenceChanged> found = new HashMap<>();
    entries.forEach(
        (space, entry) -> {
          if (entry.site().equals(site)) {
            found.put(space, new PresenceChanged(site, space, entry.said(), entry.since()));
          }
        });
    return found;
  }

  /**
   * Calls the listener at every change, on the thread that noticed it; it must not block.
   *
   * @return closes the listening
   */
  public Runnable listen(Consumer<PresenceChanged> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private static Entry settled(
      long space, Entry entry, Presence presence, Instant now, List<PresenceChanged> changes) {
    PresenceNow state = presence.at(now);
    if (state == entry.said()) return new Entry(entry.site(), presence, state, entry.since());
    changes.add(new PresenceChanged(entry.site(), space, state, now));
    return new Entry(entry.site(), presence, state, now);
  }

  private void tell(PresenceChanged change) {
    for (Consumer<PresenceChanged> listener : listeners) listener.accept(change);
  }

  private static Presence expecting(Presence presence, WatchedSpace space) {
    Presence known = presence;
    for (String sensor : space.sensors()) known = known.expecting(sensor);
    return known;
  }
}
