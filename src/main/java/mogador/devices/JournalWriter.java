package mogador.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes many batches in one transaction, and says what may be acknowledged. */
final class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final int JOURNALS = 50_000;

  private final Database database;
  private final List<JournalListener> listeners;

  private final Map<JournalEvent.Journal, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JournalEvent.Journal, Known> eldest) {
          return size() > JOURNALS;
        }
      };

  /**
   * What this server has stored of a journal; others may have stored more.
   *
   * @param through up to where there is no gap
   * @param farthest the last there is
   */
  private record Known(long through, long farthest) {}

  /** Of the events in this range the device has none any more, and we never had so many. */
  record Lost(JournalEvent.Journal journal, long from, long through, long missing) {}

  /**
   * What a transaction did.
   *
   * @param stored new events, in the order of their names
   * @param conflicts names under which another content came
   * @param through what to acknowledge
   */
  record Written(
      List<JournalEvent> stored,
      Set<JournalEvent.Key> conflicts,
      Map<JournalEvent.Journal, Long> through,
      List<Lost> lost,
      Map<UUID, String> names) {}

  JournalWriter(Database database, List<JournalListener> listeners) {
    this.database = database;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Stores events.
   *
   * @param firsts the oldest sequence each device still holds
   */
  Written write(Collection<JournalEvent> events, Map<JournalEvent.Journal, Long> firsts) {
    Written written = writeAndTell(events, firsts, listeners);
    written.through().forEach((journal, through) -> remember(journal, through, events));
    return written;
  }

  private void remember(
      JournalEvent.Journal journal, long through, Collection<JournalEvent> events) {
    long farthest = Math.max(through, farthest(journal));
    for (JournalEvent event : events) {
      if (!event.key().journal().equals(journal)) continue;
      farthest = Math.max(farthest, event.key().sequence());
    }
    known.put(journal, new Known(through, farthest));
  }

  private long farthest(JournalEvent.Journal journal) {
    return Optional.ofNullable(known.get(journal)).map(Known::farthest).orElse(0L);
  }

  /** A listener that fails is left out; the events are stored, and the others told. */
  private Written writeAndTell(
      Collection<JournalEvent> events,
      Map<JournalEvent.Journal, Long> firsts,
      List<JournalListener> told) {
    try {
      return database.inTransaction(sql -> write(sql, events, firsts, told));
    } catch (ListenerFailed e) {
      LOG.error("events could not be followed up; they are stored without", e);
      var others = new ArrayList<>(told);
      others.remove(e.listener);
      return writeAndTell(events, firsts, others);
    }
  }

  private static final class ListenerFailed extends RuntimeException {
    final transient JournalListener listener;

    ListenerFailed(JournalListener listener, RuntimeException cause) {
      super(cause);
      this.listener = listener;
    }
  }

  private Written write(
      Sql sql,
      Collection<JournalEvent> events,
      Map<JournalEvent.Journal, Long> firsts,
      List<JournalListener> told) {
    JournalState<ObjectNode> merged = merged(events);
    Map<JournalEvent.Key, JournalEvent> byKey = new HashMap<>();
    for (JournalEvent event : events) byKey.putIfAbsent(event.key(), event);
    Map<UUID, UUID> askers = JournalStore.askers(sql, byKey.values());
    List<JournalEvent> once =
        merged.keys().stream()
            .map(byKey::get)
            .map(event -> asked(event, askers))
            .map(event -> pinned(sql, event, byKey.values()))
            .toList();
    Set<JournalEvent.Key> fresh = JournalStore.insert(sql, once);
    Set<JournalEvent.Key> conflicts = new HashSet<>();
    // Nothing can differ from what this very statement stored, unless it came twice.
    if (fresh.size() < events.size()) conflicts.addAll(JournalStore.putAside(sql, events));
    Map<JournalEvent.Journal, Long> reached = new HashMap<>();
    List<Lost> lost = new ArrayList<>();
    firsts.forEach(
        (journal, first) -> {
          long through =
              Optional.ofNullable(known.get(journal))
                  .map(Known::through)
                  .orElseGet(() -> JournalStore.lastBefore(sql, journal, first));
          if (through > 0 && through < first - 1) {
            long missing = first - 1 - through - JournalStore.count(sql, journal, through, first);
            if (missing > 0) lost.add(new Lost(journal, through + 1, first - 1, missing));
          }
          reached.put(journal, through(sql, journal, Math.max(through, first - 1), merged));
        });
    List<JournalEvent> stored = once.stream().filter(e -> fresh.contains(e.key())).toList();
    var news = news(stored, lost, conflicts);
    if (!news.isEmpty()) told.forEach(listener -> tell(sql, listener, news));
    Set<UUID> persons = new HashSet<>();
    for (JournalEvent event : stored) event.person().ifPresent(persons::add);
    var written = new Written(stored, conflicts, reached, lost, JournalStore.names(sql, persons));
    JournalAudit.add(sql, written, received(events));
    return written;
  }

  private static JournalState<ObjectNode> merged(Collection<JournalEvent> events) {
    JournalState<ObjectNode> merged = JournalState.empty();
    for (JournalEvent event : events) merged = merged.with(event.key(), event.content());
    return merged;
  }

  /** Asks the database only where it may know of more than what has come just now. */
  private long through(
      Sql sql, JournalEvent.Journal journal, long from, JournalState<ObjectNode> now) {
    long through = now.through(journal, from + 1);
    boolean all =
        known.containsKey(journal)
            && farthest(journal) <= through
            && !now.hasBehind(journal, through);
    return all ? through : JournalStore.through(sql, journal, from);
  }

  private static Instant received(Collection<JournalEvent> events) {
    return events.stream()
        .map(JournalEvent::receivedAt)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static JournalEvent asked(JournalEvent event, Map<UUID, UUID> askers) {
    return event
        .order()
        .flatMap(order -> Optional.ofNullable(askers.get(order)))
        .map(event::by)
        .orElse(event);
  }

  /** Who typed a PIN is who was asked for it at that reader just before. */
  private static JournalEvent pinned(
      Sql sql, JournalEvent event, Collection<JournalEvent> together) {
    if (event.person().isPresent() || !event.isAfterPin()) return event;
    return together.stream()
        .filter(event::followsRequestForPin)
        .max(Comparator.comparing(JournalEvent::key, JournalEvent.Key.ORDER))
        .flatMap(JournalEvent::person)
        .or(() -> JournalStore.askedForPin(sql, event.key(), event.time().at()))
        .map(event::by)
        .orElse(event);
  }

  private static JournalListener.News news(
      List<JournalEvent> stored, List<Lost> lost, Set<JournalEvent.Key> conflicts) {
    return new JournalListener.News(
        stored.stream().map(StoredEvent::of).toList(),
        lost.stream()
            .map(
                l ->
                    new JournalListener.Lost(
                        l.journal().device().site(),
                        l.journal().device().code(),
                        l.journal().id(),
                        l.through(),
                        l.missing()))
            .toList(),
        conflicts.stream()
            .sorted(JournalEvent.Key.ORDER)
            .map(
                key ->
                    new JournalListener.Contradiction(
                        key.journal().device().site(),
                        key.journal().device().code(),
                        key.journal().id(),
                        key.sequence()))
            .toList());
  }

  private static void tell(Sql sql, JournalListener listener, JournalListener.News news) {
    try {
      listener.stored(sql, news);
    } catch (Unreachable e) {
      throw e;
    } catch (RuntimeException e) {
      // A deadlock is no fault of the listener: all of it is tried again.
      if (e instanceof PgException pg && pg.getSqlState().startsWith("40")) throw e;
      throw new ListenerFailed(listener, e);
    }
  }
}
