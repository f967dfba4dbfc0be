package mogador.desk;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * The schedules of a site: {@code GET /ops/SITE/schedules}.
 *
 * @param said what was just done, a key of {@code schedules.said.KEY}
 * @param refused why it was not, a key of {@code schedules.refused.KEY}
 */
public record SchedulesPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Row> rows,
    Row draft,
    Optional<String> said,
    Optional<String> refused) {

  /**
   * One of them.
   *
   * @param hours of each day as in a site file, empty when shut
   * @param rights how many name it
   */
  public record Row(
      String id, String name, Map<DayOfWeek, String> hours, boolean closedOnHolidays, long rights) {
    public Row {
      hours = Map.copyOf(hours);
    }

    public String on(DayOfWeek day) {
      return hours.getOrDefault(day, "");
    }
  }

  public SchedulesPage {
    sites = List.copyOf(sites);
    rows = List.copyOf(rows);
  }
}
