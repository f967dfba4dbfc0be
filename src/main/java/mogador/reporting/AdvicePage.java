package mogador.reporting;

import java.time.LocalDate;
import java.util.List;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * What a manager could do about how the park is used: {@code GET /ops/SITE/use/advice}.
 *
 * @param sites those the manager may see
 * @param from the first of the days it comes from
 * @param to the last of them
 * @param isEnoughKnown whether any advice could have been given
 * @param keptBack companies of which too few persons were seen
 */
public record AdvicePage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDate from,
    LocalDate to,
    boolean isEnoughKnown,
    int keptBack,
    List<Advice.SeatsForRooms> seats,
    List<Floor> floors,
    List<Advice> tenants) {
  public static final int FEWEST_WEEKS = AdviseSeats.FEWEST_WEEKS;
  public static final int FEWEST_DAYS = AdviseTenants.FEWEST_DAYS;
  public static final int USUAL = AdviseTenants.USUAL;
  public static final int CROWDED = AdviseTenants.CROWDED;
  public static final int ROOMY = AdviseTenants.ROOMY;

  /** So many ranges of hours are shown at once; the others on request. */
  static final int FIRST = 5;

  /**
   * A floor and when it could close.
   *
   * @param hours those with the most hours of a week first
   */
  public record Floor(LocalText name, List<CloseHours> hours) {
    public Floor {
      hours = List.copyOf(hours);
    }

    public List<CloseHours> first() {
      return hours.subList(0, Math.min(FIRST, hours.size()));
    }

    public List<CloseHours> others() {
      return hours.subList(first().size(), hours.size());
    }
  }

  public AdvicePage {
    sites = List.copyOf(sites);
    seats = List.copyOf(seats);
    floors = List.copyOf(floors);
    tenants = List.copyOf(tenants);
  }

  public boolean isEmpty() {
    return seats.isEmpty() && floors.isEmpty() && tenants.isEmpty();
  }
}
