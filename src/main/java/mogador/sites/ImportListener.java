package mogador.sites;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mogador.platform.Sql;

/** Follows the import of a site within its transaction. */
public interface ImportListener {
  /**
   * What stands against it, such as {@code essaouira/p-07 is …}; asked before anything is written.
   */
  List<String> obstacles(Sql sql, SiteDocument document);

  /**
   * The site is as its file says.
   *
   * @param spaces the ids of its spaces by their codes
   */
  void imported(Sql sql, SiteDocument document, Map<String, Long> spaces, Instant now);
}
