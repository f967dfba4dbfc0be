package mogador.devices;

import java.time.Instant;
import java.util.UUID;
import mogador.platform.Sql;

/** Hears once of everyone a door has let in. */
@FunctionalInterface
public interface PassageListener extends JournalListener {
  /**
   * A person was let in.
   *
   * @param happenedAt as estimated by the server
   */
  record Passage(String site, String door, UUID person, Instant happenedAt) {}

  void passed(Sql sql, Passage passage);

  @Override
  default void stored(Sql sql, News news) {
    for (StoredEvent event : news.events()) {
      if (!event.kind().equals("granted") || event.person().isEmpty()) continue;
      passed(
          sql,
          new Passage(
              event.site(), event.door().orElse(""), event.person().get(), event.happenedAt()));
    }
  }
}
