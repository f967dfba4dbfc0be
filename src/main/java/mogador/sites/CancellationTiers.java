package mogador.sites;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What share of a price comes back to whom cancels how long before the start.
 *
 * @param tiers the longest notice first; none: nothing ever comes back
 */
public record CancellationTiers(List<Tier> tiers) {
  public static final int ALL = 10_000;

  /** All of it comes back until the start. */
  public static final CancellationTiers FREE_UNTIL_START =
      new CancellationTiers(List.of(new Tier(Duration.ZERO, ALL)));

  /**
   * With a notice of at least so long, such a share comes back.
   *
   * @param noticeAtLeast before the start, not negative
   * @param backBasisPoints from 0 to 10,000, which is all of it
   */
  public record Tier(Duration noticeAtLeast, int backBasisPoints) {
    public Tier {
      if (noticeAtLeast.isNegative()) throw new IllegalArgumentException("a negative notice");
      if (backBasisPoints < 0 || backBasisPoints > ALL) {
        throw new IllegalArgumentException("a share is from 0 to 10,000 basis points");
      }
    }
  }

  /**
   * Tiers in any order.
   *
   * @throws IllegalArgumentException if two have the same notice, or a longer one gives less back
   */
  public CancellationTiers {
    tiers = tiers.stream().sorted(Comparator.comparing(Tier::noticeAtLeast).reversed()).toList();
    for (int i = 1; i < tiers.size(); i++) {
      Tier longer = tiers.get(i - 1);
      Tier shorter = tiers.get(i);
      if (longer.noticeAtLeast().equals(shorter.noticeAtLeast())) {
        throw new IllegalArgumentException("two shares for one notice");
      }
      if (longer.backBasisPoints() < shorter.backBasisPoints()) {
        throw new IllegalArgumentException("who cancels earlier gets less back");
      }
    }
  }

  /** The share that comes back, in basis points; a negative notice is one after the start. */
  public int backBasisPoints(Duration notice) {
    for (Tier tier : tiers) {
      if (notice.compareTo(tier.noticeAtLeast()) >= 0) return tier.backBasisPoints();
    }
    return 0;
  }
}
