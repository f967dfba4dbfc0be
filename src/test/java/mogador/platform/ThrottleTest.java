package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");
  private static final String FLOODING = "essaouira/r-1";
  private static final String CALM = "essaouira/r-2";

  @Test
  void aFloodIsCutToItsRateAndNobodyElseIs() {
    var throttle = new Throttle<String>(10, 30);
    int passed = 0;
    for (int ms = 0; ms < 10_000; ms++) {
      if (throttle.passes(FLOODING, START.plusMillis(ms))) passed++;
      if (ms % 500 == 0) assertThat(throttle.passes(CALM, START.plusMillis(ms))).isTrue();
    }
    assertThat(passed).isBetween(128, 131);
  }
}
