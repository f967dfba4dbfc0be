package mogador.devices;

import java.time.Instant;
import java.util.UUID;
import java.util.function.BiPredicate;
import mogador.platform.Sql;

/** Hears once of everyone a door has let in. */
@FunctionalInterface
public interface PassageListener {
  /**
   * A person was let in.
   *
   * @param happenedAt as estimated by the server
   */
  record Passage(String site, String door, UUID person, Instant happenedAt) {}

  void passed(Sql sql, Passage passage);

  /**
   * The same, to be told of all that journals bring.
   *
   * @param inner whether a device of a site, by its code, is for those who go out
   */
  default JournalListener ofJournals(BiPredicate<String, String> inner) {
    return (sql, news) -> {
      for (StoredEvent event : news.events()) {
        if (!event.kind().equals("granted") || event.person().isEmpty()) continue;
        if (inner.test(event.site(), event.device())) continue;
        String door = event.door().orElse("");
        passed(sql, new Passage(event.site(), door, event.person().get(), event.happenedAt()));
      }
    };
  }
}
