package mogador.sites;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a site file says of holidays.
 *
 * @param calendar a country's, by its ISO 3166 code in small letters, or {@code none}
 * @param hours on every holiday that has none of its own
 * @param added holidays no calendar has
 * @param moved announced dates, in the file's order
 * @param removed those that are not kept
 */
record HolidayRules(
    String calendar,
    HolidayHours hours,
    List<Added> added,
    List<Moved> moved,
    List<Removed> removed) {
  HolidayRules {
    added = List.copyOf(added);
    moved = List.copyOf(moved);
    removed = List.copyOf(removed);
  }

  record Added(
      LocalDate date,
      String code,
      mogador.kernel.LocalText name,
      boolean provisional,
      Optional<HolidayHours> hours) {}

  /** The holiday of that code nearest to {@code date} is then, and no longer provisional. */
  record Moved(String code, LocalDate date, boolean provisional, Optional<HolidayHours> hours) {}

  /** In one year, or in all. */
  record Removed(String code, Optional<Integer> year) {
    boolean covers(String other, LocalDate date) {
      return code.equals(other) && (year.isEmpty() || year.get() == date.getYear());
    }
  }

  /** Whether no holiday changes the hours, so that none need be looked up for them. */
  boolean allUsual() {
    return hours.usual()
        && added.stream().allMatch(a -> a.hours().orElse(hours).usual())
        && moved.stream().allMatch(m -> m.hours().orElse(hours).usual());
  }
}
