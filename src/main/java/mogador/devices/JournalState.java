package mogador.devices;

import java.util.ArrayList;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * What received events add up to: each kept once, whatever is repeated or reordered on the way. The
 * same name with another content is put aside and changes nothing.
 *
 * @param <C> the content, compared by equals
 */
record JournalState<C>(PMap<JournalEvent.Key, C> kept, PSet<JournalState.Aside<C>> aside) {
  /** A content that came under a name already taken. */
  record Aside<C>(JournalEvent.Key key, C content) {}

  static <C> JournalState<C> empty() {
    return new JournalState<>(HashTreePMap.empty(), HashTreePSet.empty());
  }

  JournalState<C> with(JournalEvent.Key key, C content) {
    C known = kept.get(key);
    if (known == null) return new JournalState<>(kept.plus(key, content), aside);
    if (known.equals(content)) return this;
    return new JournalState<>(kept, aside.plus(new Aside<>(key, content)));
  }

  /**
   * The highest sequence up to which everything is kept, counting from the oldest the device still
   * holds.
   *
   * @return {@code first - 1} when that one is missing
   */
  long through(JournalEvent.Journal journal, long first) {
    long through = first - 1;
    while (kept.containsKey(new JournalEvent.Key(journal, through + 1))) through++;
    return through;
  }

  /** Whether anything of a journal is kept behind this sequence. */
  boolean hasBehind(JournalEvent.Journal journal, long sequence) {
    return kept.keySet().stream()
        .anyMatch(key -> key.journal().equals(journal) && key.sequence() > sequence);
  }

  /** The names kept, in the order they are written. */
  List<JournalEvent.Key> keys() {
    var keys = new ArrayList<>(kept.keySet());
    keys.sort(JournalEvent.Key.ORDER);
    return keys;
  }
}
