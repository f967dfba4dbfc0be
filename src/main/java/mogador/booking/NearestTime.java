package mogador.booking;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.SiteZone;
import mogador.kernel.SiteZone.Reading;
import mogador.kernel.TimeSlot;
import mogador.sites.OpeningHours;
import mogador.sites.SpaceRules.Blackout;
import mogador.sites.SpaceRules.Per;
import mogador.sites.SpaceRules.Quota;

/**
 * A time near to one that was refused, which every rule allows: found by mending one rule after the
 * other. Whether it is free is another question.
 */
final class NearestTime {
  private static final int STEPS = 12;
  private static final int DAYS = 30;
  private static final int OPENINGS = 40;
  private static final int UNCLEAR = 300;

  private NearestTime() {}

  static Optional<BookedTime> of(RuleQuestion asked) {
    RuleQuestion question = asked;
    for (int i = 0; i < STEPS; i++) {
      Optional<Refusal> refusal = RuleChecks.first(question);
      if (refusal.isEmpty()) {
        return Optional.of(question.time()).filter(time -> sameQuota(asked, time));
      }
      Optional<BookedTime> next = mended(question, refusal.get());
      if (next.isEmpty() || next.get().equals(question.time())) return Optional.empty();
      question = question.at(next.get());
    }
    return Optional.empty();
  }

  /** What was counted holds for that day, week or month only. */
  private static boolean sameQuota(RuleQuestion asked, BookedTime time) {
    for (Quota quota : asked.rules().quotas()) {
      boolean same =
          switch (quota) {
            case Quota.Time(var scope, var per, var most) -> same(per, asked, time);
            case Quota.Bookings(var scope, var per, int most) -> same(per, asked, time);
            case Quota.Open open -> true;
          };
      if (!same && !asked.asker().staff()) return false;
    }
    return true;
  }

  private static boolean same(Per per, RuleQuestion asked, BookedTime time) {
    return QuotaUsage.days(per, asked.time().from().toLocalDate())
        .equals(QuotaUsage.days(per, time.from().toLocalDate()));
  }

  private static Optional<BookedTime> mended(RuleQuestion asked, Refusal refusal) {
    LocalDateTime from = asked.time().from();
    LocalDateTime to = asked.time().to();
    return switch (refusal.code()) {
      case "off_grain" -> onGrain(asked);
      case "too_short" -> lasting(asked, asked.rules().shortest());
      case "too_long" -> atMost(asked, asked.rules().longest());
      case "in_the_past", "too_soon" -> starting(asked, asked.earliest());
      case "too_far_ahead" -> before(asked, asked.floor(asked.local(asked.farthest())));
      case "outside_opening_hours" -> open(asked);
      case "blackout" -> {
        Blackout blackout =
            asked.rules().blackouts().stream()
                .filter(b -> b.overlaps(from, to))
                .findFirst()
                .orElseThrow();
        LocalDateTime before = asked.floor(blackout.from());
        yield longEnough(asked, from, before)
            ? time(asked, from, before)
            : starting(asked, asked.ceiling(blackout.to()));
      }
      case "quota_time" -> {
        long left = asked.rules().quotas().stream().mapToLong(q -> left(asked, q)).min().orElse(0);
        Duration whole = Duration.ofMinutes(left - left % asked.grainMinutes());
        yield whole.compareTo(asked.rules().shortest()) < 0
            ? Optional.empty()
            : atMost(asked, whole);
      }
      default -> Optional.empty();
    };
  }

  private static long left(RuleQuestion asked, Quota quota) {
    return switch (quota) {
      case Quota.Time(var scope, var per, Duration most) ->
          most.toMinutes() - asked.usage().of(quota);
      case Quota.Bookings other -> Long.MAX_VALUE;
      case Quota.Open other -> Long.MAX_VALUE;
    };
  }

  private static Optional<BookedTime> onGrain(RuleQuestion asked) {
    LocalDateTime from = nearest(asked, asked.time().from());
    LocalDateTime to = nearest(asked, asked.time().to());
    return from.isBefore(to)
        ? time(asked, from, to)
        : time(asked, from, from.plus(asked.rules().shortest()));
  }

  private static LocalDateTime nearest(RuleQuestion asked, LocalDateTime time) {
    LocalDateTime floor = asked.floor(time);
    Duration over = Duration.between(floor, time);
    return over.multipliedBy(2).compareTo(asked.rules().grain()) <= 0
        ? floor
        : asked.ceiling(time.withSecond(0).withNano(0));
  }

  private static Optional<BookedTime> lasting(RuleQuestion asked, Duration length) {
    LocalDateTime to = asked.local(asked.time().slot().start().plus(length));
    return time(asked, asked.time().from(), to);
  }

  private static Optional<BookedTime> atMost(RuleQuestion asked, Duration length) {
    LocalDateTime to = asked.local(asked.time().slot().start().plus(length));
    SiteZone zone = asked.site().clock();
    // Where a time exists twice the end goes back to one that does not.
    for (int i = 0; i < UNCLEAR && !(zone.read(to) instanceof Reading.Once); i++) {
      to = asked.floor(to.minusMinutes(1));
    }
    return time(asked, asked.time().from(), to);
  }

  /** At the same hour on the last day on which that is open, or as late as may be. */
  private static Optional<BookedTime> before(RuleQuestion asked, LocalDateTime latest) {
    for (int days = 0; days <= DAYS; days++) {
      LocalDateTime from =
          latest.toLocalDate().minusDays(days).atTime(asked.time().from().toLocalTime());
      boolean inTime = !from.isAfter(latest);
      if (inTime && asked.site().hours().contain(from, from.plus(length(asked)))) {
        return starting(asked, from);
      }
    }
    return starting(asked, latest);
  }

  private static Optional<BookedTime> starting(RuleQuestion asked, LocalDateTime from) {
    return time(asked, from, from.plus(length(asked)));
  }

  private static Duration length(RuleQuestion asked) {
    return Duration.between(asked.time().from(), asked.time().to());
  }

  private static boolean longEnough(RuleQuestion asked, LocalDateTime from, LocalDateTime to) {
    return Duration.between(from, to).compareTo(asked.rules().shortest()) >= 0;
  }

  /** Up to closing time if that is long enough, else the next opening that is, whole if one is. */
  private static Optional<BookedTime> open(RuleQuestion asked) {
    OpeningHours hours = asked.site().hours();
    LocalDateTime from = asked.time().from();
    LocalDateTime closes = asked.floor(closing(hours, from, asked.time().to()));
    if (longEnough(asked, from, closes)) return time(asked, from, closes);
    Optional<BookedTime> shorter = Optional.empty();
    LocalDateTime after = closing(hours, from, asked.time().to());
    for (int i = 0; i < OPENINGS; i++) {
      Optional<LocalDateTime> opens = hours.nextOpen(after, DAYS);
      if (opens.isEmpty()) return shorter;
      LocalDateTime start = asked.ceiling(opens.get());
      LocalDateTime end = closing(hours, start, start.plus(length(asked)));
      if (!end.isBefore(start.plus(length(asked)))) {
        return starting(asked, start);
      }
      end = asked.floor(end);
      if (shorter.isEmpty() && longEnough(asked, start, end)) shorter = time(asked, start, end);
      after = closing(hours, opens.get(), opens.get().plusDays(DAYS)).plusMinutes(1);
    }
    return shorter;
  }

  /** Until when it stays open from {@code from} on, looking no further than {@code end}. */
  private static LocalDateTime closing(OpeningHours hours, LocalDateTime from, LocalDateTime end) {
    LocalDateTime reached = from;
    while (reached.isBefore(end)) {
      LocalDateTime next = hours.openUntil(reached);
      if (next.equals(reached)) return reached;
      reached = next;
    }
    return reached;
  }

  /** A time as it can be asked for: where the clock jumps, on the grain after. */
  private static Optional<BookedTime> time(
      RuleQuestion asked, LocalDateTime from, LocalDateTime to) {
    SiteZone zone = asked.site().clock();
    Optional<LocalDateTime> start = clear(asked, zone, from);
    Optional<LocalDateTime> end = clear(asked, zone, to);
    if (start.isEmpty() || end.isEmpty() || !start.get().isBefore(end.get())) {
      return Optional.empty();
    }
    var slot = new TimeSlot(zone.firstInstant(start.get()), zone.firstInstant(end.get()));
    return Optional.of(new BookedTime(start.get(), end.get(), slot));
  }

  private static Optional<LocalDateTime> clear(
      RuleQuestion asked, SiteZone zone, LocalDateTime time) {
    LocalDateTime next = time;
    for (int i = 0; i < UNCLEAR; i++) {
      if (zone.read(next) instanceof Reading.Once) return Optional.of(next);
      next = asked.ceiling(next.plusMinutes(1));
    }
    return Optional.empty();
  }
}
