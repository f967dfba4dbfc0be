package mogador.sites;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Since when a site has been open, or closed if it is closed now; a day at most. */
public final class OpenSince {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** People stay for a while after closing, and over a break at midday. */
  static final Duration LINGER = Duration.ofHours(2);

  private OpenSince() {}

  public static Instant at(Site site, Instant now) {
    Instant oldest = now.minus(LONGEST);
    Optional<Instant> begun = Optional.empty();
    Optional<Instant> emptied = Optional.empty();
    LocalDate today = site.clock().localAt(now).toLocalDate();
    // Openings that nearly touch, as at midnight, are one.
    for (LocalDate day = today.minusDays(2); !day.isAfter(today); day = day.plusDays(1)) {
      for (OpeningHours.Period period : site.hours().on(day)) {
        Instant from = site.clock().firstInstant(day.atTime(period.from()));
        if (from.isAfter(now)) break;
        if (emptied.filter(end -> !from.isAfter(end)).isEmpty()) begun = Optional.of(from);
        emptied = Optional.of(site.clock().firstInstant(period.endOn(day)).plus(LINGER));
      }
    }
    boolean inUse = emptied.filter(now::isBefore).isPresent();
    return (inUse ? begun : emptied).filter(oldest::isBefore).orElse(oldest);
  }
}
