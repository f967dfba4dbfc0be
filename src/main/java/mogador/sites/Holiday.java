package mogador.sites;

import java.time.LocalDate;
import mogador.kernel.LocalText;

/**
 * A day on which a site keeps other hours, or may.
 *
 * @param code e.g. {@code aid-al-fitr}; its second day has the same
 * @param provisional whether the date is an estimate, to be confirmed when it is announced
 * @param hours when the site is then open
 */
public record Holiday(
    LocalDate date, String code, LocalText name, boolean provisional, HolidayHours hours) {}
