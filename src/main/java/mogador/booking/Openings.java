package mogador.booking;

import java.time.LocalDate;
import java.util.List;
import mogador.sites.Site;
import mogador.web.Hours;

/** When a site is open on a day, in order; none when it is closed. */
final class Openings {
  private Openings() {}

  static List<Hours> on(Site site, LocalDate day) {
    return site.hours().on(day).stream()
        .map(period -> new Hours(period.from(), period.to()))
        .toList();
  }
}
