package mogador.sites;

import java.util.List;
import mogador.sites.OpeningHours.Period;

/**
 * When a site is open on a holiday.
 *
 * @param usual as on any such day
 * @param periods else these; none when closed
 */
public record HolidayHours(boolean usual, List<Period> periods) {
  static final HolidayHours USUAL = new HolidayHours(true, List.of());
  static final HolidayHours CLOSED = new HolidayHours(false, List.of());

  public HolidayHours {
    periods = List.copyOf(periods);
  }

  static HolidayHours of(List<Period> periods) {
    return new HolidayHours(false, periods);
  }
}
