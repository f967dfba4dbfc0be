package mogador.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongCodesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  private final WrongCodes wrong = new WrongCodes();

  @Test
  void tenFromOneAddressAndNoMoreUntilTenMinutesAreOver() {
    for (int i = 0; i < 10; i++) {
      assertThat(wrong.mayTry("10.0.0.1", NOW)).isTrue();
      wrong.wrong("10.0.0.1", NOW.plusSeconds(i));
    }
    assertThat(wrong.mayTry("10.0.0.1", NOW.plusSeconds(599))).isFalse();
    assertThat(wrong.mayTry("10.0.0.2", NOW)).isTrue();
    assertThat(wrong.mayTry("10.0.0.1", NOW.plusSeconds(600))).isTrue();
  }

  @Test
  void manyAddressesTogetherGuessNoFasterAndFillNoMemory() {
    for (int i = 0; i < 200; i++) {
      assertThat(wrong.mayTry("10.0.0." + i, NOW)).isTrue();
      wrong.wrong("10.0.0." + i, NOW);
    }
    assertThat(wrong.mayTry("10.0.9.9", NOW)).isFalse();
    for (int i = 0; i < 5_000; i++) wrong.wrong("2001:db8::" + i, NOW);
    assertThat(wrong.addresses()).isLessThanOrEqualTo(1_000);
  }
}
