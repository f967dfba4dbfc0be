package mogador.devices;

import java.util.List;
import mogador.platform.Sql;

/** Hears once of everything that journals bring. */
@FunctionalInterface
public interface JournalListener {
  /**
   * What one transaction stores, told within it: once, and only if it is stored.
   *
   * @param events new ones, in the order of their names
   * @param lost what devices have overwritten before it could be stored
   * @param contradictions what came again with another content
   */
  record News(List<StoredEvent> events, List<Lost> lost, List<Contradiction> contradictions) {
    boolean isEmpty() {
      return events.isEmpty() && lost.isEmpty() && contradictions.isEmpty();
    }
  }

  /** So many events of a journal up to this sequence. */
  record Lost(String site, String device, String journal, long through, long missing) {}

  record Contradiction(String site, String device, String journal, long sequence) {}

  void stored(Sql sql, News news);
}
