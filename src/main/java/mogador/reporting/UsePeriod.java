package mogador.reporting;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;

/**
 * The days of a report, both included.
 *
 * @param wrong whether others were asked for, which are no days, or too many, or in the wrong order
 */
record UsePeriod(LocalDate from, LocalDate to, boolean wrong) {
  /** A year and a month, to compare. */
  static final int MOST_DAYS = 400;

  private static final int USUAL_DAYS = 28;

  /** The last four weeks where nothing else, or nothing possible, is asked for. */
  static UsePeriod of(Optional<String> from, Optional<String> to, LocalDate today) {
    Optional<String> wishedFrom = from.filter(text -> !text.isEmpty());
    Optional<String> wishedTo = to.filter(text -> !text.isEmpty());
    Optional<LocalDate> first = wishedFrom.flatMap(UsePeriod::day);
    Optional<LocalDate> last = wishedTo.flatMap(UsePeriod::day);
    boolean unread =
        first.isPresent() != wishedFrom.isPresent() || last.isPresent() != wishedTo.isPresent();
    LocalDate end = last.orElse(today);
    LocalDate begin = first.orElse(end.minusDays(USUAL_DAYS - 1L));
    long days = ChronoUnit.DAYS.between(begin, end) + 1;
    if (unread || days < 1 || days > MOST_DAYS) {
      return new UsePeriod(today.minusDays(USUAL_DAYS - 1L), today, true);
    }
    return new UsePeriod(begin, end, false);
  }

  /**
   * What is compared with them: as many days as usual, from or to a day if only one is asked for.
   */
  static UsePeriod of(Optional<String> from, Optional<String> to, UsePeriod usual) {
    Optional<LocalDate> first = from.flatMap(UsePeriod::day);
    Optional<LocalDate> last = to.flatMap(UsePeriod::day);
    long more = usual.days() - 1;
    LocalDate begin = first.orElse(last.map(day -> day.minusDays(more)).orElse(usual.from()));
    LocalDate end = last.orElse(begin.plusDays(more));
    boolean unread = (first.isEmpty() && isGiven(from)) || (last.isEmpty() && isGiven(to));
    long days = ChronoUnit.DAYS.between(begin, end) + 1;
    if (unread || days < 1 || days > MOST_DAYS) {
      return new UsePeriod(usual.from(), usual.to(), true);
    }
    return new UsePeriod(begin, end, usual.wrong());
  }

  long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** As many days, just before them. */
  UsePeriod before() {
    return new UsePeriod(from.minusDays(days()), from.minusDays(1), wrong);
  }

  TimeSlot slot(SiteZone zone) {
    Instant start = zone.firstInstant(from.atStartOfDay());
    Instant end = zone.firstInstant(to.plusDays(1).atStartOfDay());
    return new TimeSlot(start, end.isAfter(start) ? end : start.plus(Duration.ofHours(24)));
  }

  private static boolean isGiven(Optional<String> text) {
    return text.filter(given -> !given.isEmpty()).isPresent();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 2000 && day.getYear() <= 2100 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
