package firmware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How a device's messages fare on their way, in both directions: lost, doubled, late and so out of
 * order. What becomes of a message follows from the seed, the device, the topic and how many there
 * were before it on this topic, and from nothing else, so that a run can be repeated.
 */
final class Air {
  /**
   * What is bad about it.
   *
   * @param lossPercent of each copy of a message
   * @param doubledPercent messages that come twice
   * @param most how late a copy is at most; each between {@code least} and this
   */
  record Weather(int lossPercent, int doubledPercent, Duration least, Duration most) {
    static final Weather CLEAR = new Weather(0, 0, Duration.ZERO, Duration.ZERO);

    @Override
    public String toString() {
      if (equals(CLEAR)) return "clear";
      String late = Span.words(least) + ".." + Span.words(most);
      return "loss=" + lossPercent + "% doubled=" + doubledPercent + "% delay=" + late;
    }
  }

  private static final List<Duration> AT_ONCE = List.of(Duration.ZERO);

  /** What the broker retains is there again with each connection. */
  private static final Set<String> RETAINED = Set.of("state", "acl");

  private final long seed;
  private final Map<String, Long> counts = new HashMap<>();
  private Weather weather;

  /** Of one device. */
  Air(long seed, Weather weather) {
    this.seed = seed;
    this.weather = weather;
  }

  void turn(Weather to) {
    weather = to;
  }

  /**
   * How late each copy of the next message on a topic arrives; none when it is lost.
   *
   * @param below the topic below the device's root
   */
  List<Duration> next(String below) {
    long number = counts.merge(below, 1L, Long::sum);
    if (weather.equals(Weather.CLEAR) || RETAINED.contains(below)) return AT_ONCE;
    var random = new SplittableRandom(Seeds.of(seed, below, number));
    int copies = random.nextInt(100) < weather.doubledPercent() ? 2 : 1;
    var arrivals = new ArrayList<Duration>(copies);
    for (int copy = 0; copy < copies; copy++) {
      boolean lost = random.nextInt(100) < weather.lossPercent();
      long spread = weather.most().minus(weather.least()).toMillis();
      Duration late = weather.least().plusMillis(random.nextLong(spread + 1));
      if (!lost) arrivals.add(late);
    }
    return arrivals;
  }
}
