package mogador.layouts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.PlanView;

/**
 * The layouts of a site's seats: {@code GET /ops/SITE/layouts}.
 *
 * @param sites those the manager may see
 * @param said what was just done: {@code added} or {@code withdrawn}
 * @param refused why something was not done, a code of {@code layouts.refusal}
 * @param day whose plans are shown
 * @param floors those with seats
 */
public record LayoutsPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    Optional<String> said,
    Optional<String> refused,
    LocalDate day,
    List<FloorLayouts> floors) {
  public LayoutsPage {
    sites = List.copyOf(sites);
    floors = List.copyOf(floors);
  }

  /** A floor, its plan on the day shown, and its layouts, the latest first. */
  public record FloorLayouts(String code, PlanView plan, List<Row> rows) {
    public FloorLayouts {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A layout; the last is how the site file has the seats.
   *
   * @param id empty for the site file
   * @param from empty for the site file
   * @param until the last day it holds
   * @param status a code of {@code layouts.status}
   * @param moved how many seats stand elsewhere than before it
   * @param away how many are put away
   * @param shown whether the plan shows it
   */
  public record Row(
      Optional<String> id,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      String status,
      int moved,
      int away,
      boolean shown) {}
}
