package mogador.occupancy;

import java.time.Instant;

/**
 * Somebody has looked, and says how many people there were.
 *
 * @param inside 0 to {@link #MOST}
 * @param at when they looked; whoever passed then had passed already
 */
public record CountCorrection(long inside, Instant at) {
  public static final int MOST = 9_999;

  public CountCorrection {
    if (inside < 0 || inside > MOST) throw new IllegalArgumentException(inside + " people");
  }
}
