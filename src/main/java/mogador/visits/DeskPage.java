package mogador.visits;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.visits.VisitsPage.Item;
import mogador.web.Choice;

/**
 * Visitors at the desk: {@code GET /ops/SITE/visits}.
 *
 * @param search as typed
 * @param inside those received and not signed out
 */
public record DeskPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDate day,
    String search,
    List<Item> expected,
    List<Item> inside,
    List<Item> gone,
    Optional<String> said,
    Optional<String> refusal) {
  public DeskPage {
    sites = List.copyOf(sites);
    expected = List.copyOf(expected);
    inside = List.copyOf(inside);
    gone = List.copyOf(gone);
  }
}
