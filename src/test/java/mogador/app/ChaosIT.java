package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code bench chaos}. */
class ChaosIT {
  private static final Duration LENGTH = Duration.ofSeconds(25);

  @Test
  void whateverIsKilledDoorsOpenEventsAreStoredOnceAndListsArrive() throws Exception {
    var said = new StringWriter();
    long seed = Long.getLong("mogador.chaos.seed", System.nanoTime());
    boolean good = BenchChaos.run(LENGTH, seed, new PrintWriter(said));
    assertThat(good).as(said.toString()).isTrue();
    assertThat(said.toString()).contains("broker=", "database=", "devices=", "server=");
  }
}
