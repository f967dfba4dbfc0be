package mogador.desk;

import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * The people of a site, or those who were searched for: {@code GET /ops/SITE/people}.
 *
 * @param query empty when nobody was searched for
 * @param everyone whether people of other sites are found by a part of their name too
 */
public record PeoplePage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    String query,
    boolean everyone,
    List<Row> rows) {

  /**
   * Somebody.
   *
   * @param badges how many they hold
   */
  public record Row(
      String id, String name, String email, String companies, boolean suspended, int badges) {}

  public PeoplePage {
    sites = List.copyOf(sites);
    rows = List.copyOf(rows);
  }

  public Optional<String> asked() {
    return query.isEmpty() ? Optional.empty() : Optional.of(query);
  }
}
