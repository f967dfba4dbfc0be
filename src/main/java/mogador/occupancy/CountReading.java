package mogador.occupancy;

import java.time.Instant;

/**
 * What a people counter said: how many have gone in and out since it started.
 *
 * @param device its code
 * @param boot one start of the counter; both counts begin at 0 with each
 * @param at when it was so
 */
public record CountReading(String device, String boot, long in, long out, Instant at) {
  /** The same counts at another moment. */
  public CountReading stillSo(Instant then) {
    return new CountReading(device, boot, in, out, then);
  }

  /**
   * Whether it tells more than another one of the same counter: other counts, or the same later.
   */
  boolean isNewsAfter(CountReading before) {
    boolean same = boot.equals(before.boot) && in == before.in && out == before.out;
    return !same || at.isAfter(before.at);
  }
}
