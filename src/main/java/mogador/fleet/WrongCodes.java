package mogador.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often wrong codes may be tried: by each address, and by all together, so that nobody
 * guesses one in its short life. Of addresses it remembers the latest thousand.
 */
final class WrongCodes {
  private static final int OF_ONE = 10;
  private static final int OF_ALL = 200;
  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final int ADDRESSES = 1_000;

  private record Count(int wrong, Instant since) {
    Count more(Instant now) {
      boolean over = !now.isBefore(since.plus(WITHIN));
      return over ? new Count(1, now) : new Count(wrong + 1, since);
    }

    boolean isBelow(int most, Instant now) {
      return wrong < most || !now.isBefore(since.plus(WITHIN));
    }
  }

  private final Map<String, Count> byAddress =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > ADDRESSES;
        }
      };
  private Count all = new Count(0, Instant.EPOCH);

  /** Whether a code from there is looked at now. */
  synchronized boolean mayTry(String address, Instant now) {
    Count own = byAddress.getOrDefault(address, new Count(0, now));
    return own.isBelow(OF_ONE, now) && all.isBelow(OF_ALL, now);
  }

  synchronized int addresses() {
    return byAddress.size();
  }

  synchronized void wrong(String address, Instant now) {
    // Put anew, or the latest would be forgotten first.
    Count own = byAddress.getOrDefault(address, new Count(0, now));
    byAddress.remove(address);
    byAddress.put(address, own.more(now));
    all = all.more(now);
  }
}
