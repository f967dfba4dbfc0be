package mogador.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mogador.visits.VisitRules.Host;
import mogador.visits.VisitRules.Refusal;
import org.junit.jupiter.api.Test;

class VisitRulesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Host TENANT = new Host(true, Set.of(7L), 0, false);
  private static final Host DESK = new Host(false, Set.of(), 99, true);

  @Test
  void aHostReceivesAtTheEntranceOrInASpaceOfTheirs() {
    assertThat(check(0, 2, Optional.empty(), TENANT)).isEmpty();
    assertThat(check(0, 2, Optional.of(7L), TENANT)).isEmpty();
    assertThat(check(0, 2, Optional.of(8L), TENANT)).contains(Refusal.NOT_YOUR_SPACE);
  }

  @Test
  void whoIsNotThereThenReceivesNobody() {
    assertThat(check(0, 2, Optional.empty(), new Host(false, Set.of(), 0, false)))
        .contains(Refusal.NOT_THERE_THEN);
  }

  @Test
  void aVisitHasAnEndWithinADay() {
    assertThat(check(2, 2, Optional.empty(), TENANT)).contains(Refusal.ENDS_BEFORE_START);
    assertThat(check(2, 26, Optional.empty(), TENANT)).isEmpty();
    assertThat(check(2, 27, Optional.empty(), TENANT)).contains(Refusal.TOO_LONG);
  }

  @Test
  void itIsNeitherOverNorFarAhead() {
    int days = 24 * 90;
    assertThat(check(-3, 0, Optional.empty(), TENANT)).contains(Refusal.OVER);
    assertThat(check(-3, 1, Optional.empty(), TENANT)).isEmpty();
    assertThat(check(days, days + 1, Optional.empty(), TENANT)).isEmpty();
    assertThat(check(days + 1, days + 2, Optional.empty(), TENANT)).contains(Refusal.TOO_FAR_AHEAD);
  }

  @Test
  void twentyMayBeOpenAtOnce() {
    assertThat(check(0, 2, Optional.empty(), new Host(true, Set.of(), 19, false))).isEmpty();
    assertThat(check(0, 2, Optional.empty(), new Host(true, Set.of(), 20, false)))
        .contains(Refusal.TOO_MANY);
  }

  @Test
  void theDeskIsBoundByTheTimesAlone() {
    assertThat(check(0, 2, Optional.of(8L), DESK)).isEmpty();
    assertThat(check(0, 25, Optional.empty(), DESK)).contains(Refusal.TOO_LONG);
  }

  private static Optional<Refusal> check(int from, int to, Optional<Long> space, Host host) {
    return VisitRules.check(
        NOW.plus(Duration.ofHours(from)), NOW.plus(Duration.ofHours(to)), space, host, NOW);
  }
}
