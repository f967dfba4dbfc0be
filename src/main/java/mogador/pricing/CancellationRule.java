package mogador.pricing;

import java.time.Duration;
import java.time.Instant;
import mogador.kernel.TimeSlot;
import mogador.sites.SpaceRules;

/** What comes back of a price when a booking is cancelled or left early. */
public final class CancellationRule {
  /** All of it, in basis points. */
  public static final int ALL = 10_000;

  private static final int PERCENT = 100;

  private CancellationRule() {}

  /** The share of a booking that comes back when cancelled at an instant, in basis points. */
  public static int share(SpaceRules rules, TimeSlot booked, Instant noticed) {
    return rules.cancellation().backBasisPoints(Duration.between(noticed, booked.start()));
  }

  /** The share of a booking that comes back when its holder leaves early, in basis points. */
  public static int share(SpaceRules.EarlyLeave rule, TimeSlot booked, Instant actualEnd) {
    return giveBackShare(booked, actualEnd, rule.creditPercent() * PERCENT);
  }

  /**
   * What comes back of what is still paid.
   *
   * @param shareBasisPoints from 0 to 10,000
   */
  public static Amount refund(Amount paid, int shareBasisPoints) {
    return paid.part(shareBasisPoints, ALL);
  }

  /** What comes back when a booking is cancelled at an instant. */
  public static Amount onCancellation(
      Amount paid, SpaceRules rules, TimeSlot booked, Instant noticed) {
    return refund(paid, share(rules, booked, noticed));
  }

  /** What comes back when someone leaves at an instant, by the space's rule. */
  public static Amount onLeaving(
      Amount paid, SpaceRules.EarlyLeave rule, TimeSlot booked, Instant actualEnd) {
    return giveBack(paid, booked, actualEnd, rule.creditPercent() * PERCENT);
  }

  /**
   * What comes back when someone leaves before the end: of the price of the time not used, in
   * proportion to the time booked, a share.
   *
   * @param shareBasisPoints from 0 to 10,000
   */
  public static Amount giveBack(
      Amount paid, TimeSlot booked, Instant actualEnd, int shareBasisPoints) {
    return paid.part(
        unused(booked, actualEnd) * shareBasisPoints, booked.length().toSeconds() * ALL);
  }

  /** The same as a share of the whole booking, in basis points, rounded down. */
  public static int giveBackShare(TimeSlot booked, Instant actualEnd, int shareBasisPoints) {
    return (int) (unused(booked, actualEnd) * shareBasisPoints / booked.length().toSeconds());
  }

  private static long unused(TimeSlot booked, Instant actualEnd) {
    long seconds = Duration.between(actualEnd, booked.end()).toSeconds();
    return Math.clamp(seconds, 0, booked.length().toSeconds());
  }
}
