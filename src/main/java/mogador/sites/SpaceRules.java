package mogador.sites;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mogador.kernel.LocalText;

/**
 * How a space may be booked: its site's rules, with those of its kind and its own upon them.
 *
 * @param shortest a booking's least length, at least the grain
 * @param longest a booking's greatest length
 * @param grain starts and ends are whole multiples of it after local midnight; it divides a day
 * @param lead how long before its start a booking is made at the latest
 * @param horizon how long before its start a booking is made at the earliest
 * @param buffer how long the space stays held after a booking, e.g. for cleaning
 * @param approval whether a booking is a request first, that holds the time until it is decided
 * @param quotas what one person may have; nearest wins: a space's, else its kind's, else the site's
 * @param blackouts when it may not be booked, in order: the site's, its kind's and its own
 * @param cancellation what is given back, by notice
 * @param walkIn how long whoever stands at its door may take it, free of charge and without a name;
 *     zero if nobody may
 */
public record SpaceRules(
    Duration shortest,
    Duration longest,
    Duration grain,
    Duration lead,
    Duration horizon,
    Duration buffer,
    NoShow noShow,
    EarlyLeave earlyLeave,
    boolean approval,
    Audience audience,
    List<Quota> quotas,
    List<Blackout> blackouts,
    CancellationTiers cancellation,
    Duration walkIn) {
  /** Where the site file says nothing. */
  public static final SpaceRules DEFAULT =
      new SpaceRules(
          Duration.ofMinutes(15),
          Duration.ofDays(31),
          Duration.ofMinutes(15),
          Duration.ZERO,
          Duration.ofDays(400),
          Duration.ZERO,
          new NoShow(Duration.ofMinutes(20), false),
          new EarlyLeave(false, 0),
          false,
          Audience.ANYONE,
          List.of(),
          List.of(),
          CancellationTiers.FREE_UNTIL_START,
          Duration.ZERO);

  public SpaceRules {
    if (shortest.compareTo(grain) < 0) shortest = grain;
    quotas = List.copyOf(quotas);
    blackouts = List.copyOf(blackouts);
  }

  /**
   * What becomes of a booking nobody comes for.
   *
   * @param grace how long after its start someone must have been seen
   * @param released whether its time is then given back
   */
  public record NoShow(Duration grace, boolean released) {}

  /**
   * What becomes of the rest when people leave early.
   *
   * @param givenBack whether others may have it
   * @param creditPercent how much of the rest's price is credited, 0 to 100
   */
  public record EarlyLeave(boolean givenBack, int creditPercent) {}

  /** Who may book; those who manage the site always may. */
  public enum Audience {
    ANYONE,
    /** Members of a company. */
    TENANTS,
    STAFF;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which bookings of a person count for a quota: by where it was written. */
  public enum Scope {
    SITE,
    KIND,
    SPACE
  }

  /** A stretch of the site's own calendar; weeks begin on Monday. */
  public enum Per {
    DAY,
    WEEK,
    MONTH;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The most that one person may have; a booking counts where it starts. */
  public sealed interface Quota {
    Scope scope();

    /** So much time in each day, week or month. */
    record Time(Scope scope, Per per, Duration most) implements Quota {}

    /** So many bookings in each day, week or month. */
    record Bookings(Scope scope, Per per, int most) implements Quota {}

    /** So many bookings that have not ended. */
    record Open(Scope scope, int most) implements Quota {}
  }

  /** A local period, half-open, in which nothing may be booked, and why. */
  public record Blackout(LocalDateTime from, LocalDateTime to, LocalText reason) {
    public boolean overlaps(LocalDateTime start, LocalDateTime end) {
      return start.isBefore(to) && from.isBefore(end);
    }
  }

  /** These rules with what a layer changes. */
  SpaceRules with(RuleLayer layer) {
    return new SpaceRules(
        layer.shortest().orElse(shortest),
        layer.longest().orElse(longest),
        layer.grain().orElse(grain),
        layer.lead().orElse(lead),
        layer.horizon().orElse(horizon),
        layer.buffer().orElse(buffer),
        layer.noShow().orElse(noShow),
        layer.earlyLeave().orElse(earlyLeave),
        layer.approval().orElse(approval),
        layer.audience().orElse(audience),
        layer.quotas().orElse(quotas),
        Stream.concat(blackouts.stream(), layer.blackouts().stream()).toList(),
        layer.cancellation().orElse(cancellation),
        layer.walkIn().orElse(walkIn));
  }

  /** Why these rules contradict each other, if they do. */
  Optional<String> contradiction() {
    if (Duration.ofDays(1).toMinutes() % grain.toMinutes() != 0) {
      return Optional.of("grain, " + RuleText.of(grain) + ", should divide a day");
    }
    if (shortest.compareTo(longest) > 0) {
      return Optional.of(
          "shortest, %s, is above longest, %s"
              .formatted(RuleText.of(shortest), RuleText.of(longest)));
    }
    if (shortest.toMinutes() % grain.toMinutes() != 0
        || longest.toMinutes() % grain.toMinutes() != 0) {
      return Optional.of(
          "shortest, %s, and longest, %s, should be multiples of grain, %s"
              .formatted(RuleText.of(shortest), RuleText.of(longest), RuleText.of(grain)));
    }
    if (lead.compareTo(horizon) >= 0) {
      return Optional.of(
          "lead, %s, is not below horizon, %s".formatted(RuleText.of(lead), RuleText.of(horizon)));
    }
    return Optional.empty();
  }
}
