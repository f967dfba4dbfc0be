package mogador.pricing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;

/** A kind of space for a stretch of the site's wall clock: what is paid for. */
public record Stretch(Site site, SpaceKind kind, LocalDateTime from, LocalDateTime to) {
  /** The tariff in force on the day it begins. */
  Optional<Tariff> tariff() {
    return site.prices().of(kind, day());
  }

  LocalDate day() {
    return from.toLocalDate();
  }

  /** The month whose credits pay: that in which it begins. */
  YearMonth month() {
    return YearMonth.from(from);
  }

  long quarters() {
    return Quote.quarters(from, to);
  }
}
