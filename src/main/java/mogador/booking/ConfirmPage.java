package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.pricing.Line;

/**
 * One space at one time, to be booked: {@code GET /spaces/SITE/CODE?from=&to=}; also what is shown
 * (409) when somebody else was quicker.
 *
 * @param space as the API names it, e.g. {@code essaouira/p-07}
 * @param kind a code of {@code kind.CODE}
 * @param vatRateBp basis points, 2000 for 20 %
 * @param lines how the price before tax comes about
 * @param plan the floor's SVG with this space marked, or empty
 * @param key one booking at most comes of this page, however often its button is pressed
 * @param state what may be done
 * @param refusal why not and what else, when {@code state} is {@code REFUSED}
 * @param alternatives the nearest in space and in time, when taken
 * @param back to the search this came from
 */
public record ConfirmPage(
    String space,
    LocalText name,
    String kind,
    LocalText siteName,
    LocalText floor,
    int capacity,
    LocalDateTime from,
    LocalDateTime to,
    long beforeTaxCentimes,
    long taxCentimes,
    long totalCentimes,
    int vatRateBp,
    List<Line> lines,
    String plan,
    String key,
    boolean signedIn,
    State state,
    Optional<String> refusal,
    List<Alternative> alternatives,
    String back) {

  /** What may be done with it. */
  public enum State {
    FREE,
    TAKEN,
    REFUSED
  }

  /** Something free instead. */
  public record Alternative(
      LocalText name, LocalDateTime from, LocalDateTime to, long totalCentimes, String href) {}

  public ConfirmPage {
    lines = List.copyOf(lines);
    alternatives = List.copyOf(alternatives);
  }

  /** This page itself, to come back to after signing in. */
  public String href() {
    return "/spaces/" + space + "?from=" + from + "&to=" + to;
  }

  public String vatPercent() {
    return vatRateBp % 100 == 0 ? "" + vatRateBp / 100 : "" + vatRateBp / 100.0;
  }
}
