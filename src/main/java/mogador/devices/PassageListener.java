package mogador.devices;

import java.time.Instant;
import java.util.UUID;
import mogador.platform.Sql;

/** Hears once of everyone a door has let in. */
@FunctionalInterface
public interface PassageListener {
  /**
   * A person was let in; called within the transaction that stores the event, so once and only if
   * it is stored.
   *
   * @param happenedAt as estimated by the server
   */
  record Passage(String site, String door, UUID person, Instant happenedAt) {}

  void passed(Sql sql, Passage passage);
}
