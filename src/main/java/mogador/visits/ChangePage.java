package mogador.visits;

import java.util.List;
import java.util.Optional;
import mogador.visits.VisitsPage.Form;
import mogador.visits.VisitsPage.Item;
import mogador.visits.VisitsPage.Place;
import mogador.visits.VisitsPage.Refused;

/**
 * Where a visit is changed: {@code GET /visits/ID/change}.
 *
 * @param places of its site
 * @param form what is there, or what was typed
 * @param closed why nothing about it changes any more, a code of {@code visits.closed.CODE}
 * @param back where whoever changes it came from
 */
public record ChangePage(
    Item visit,
    List<Place> places,
    Form form,
    Optional<Refused> refusal,
    Optional<String> closed,
    String back) {
  public ChangePage {
    places = List.copyOf(places);
  }
}
