package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PresenceProperties {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");

  @Property
  void oneAnswerInWhateverOrderAndHoweverOftenSignsCome(
      @ForAll("signals") List<Signal> signals,
      @ForAll Random random,
      @ForAll("moments") Instant now) {
    List<Signal> shuffled = new ArrayList<>(signals);
    for (Signal signal : signals) if (random.nextBoolean()) shuffled.add(signal);
    Collections.shuffle(shuffled, random);
    assertThat(added(shuffled)).isEqualTo(added(signals));
    assertThat(added(shuffled).at(now)).isEqualTo(added(signals).at(now));
  }

  @Property
  void silenceIsNotVacancy(@ForAll("signals") List<Signal> signals) {
    Instant last = signals.stream().map(Signal::at).max(Instant::compareTo).orElse(START);
    Instant longAfter = last.plus(Presence.HOLD_SEAT).plus(Presence.SILENCE);
    assertThat(added(signals).at(longAfter)).isEqualTo(PresenceNow.UNKNOWN);
  }

  private static Presence added(List<Signal> signals) {
    Presence presence = Presence.unknown(Presence.HOLD_SEAT);
    for (Signal signal : signals) presence = presence.with(signal);
    return presence;
  }

  @Provide
  Arbitrary<List<Signal>> signals() {
    return Combinators.combine(
            Arbitraries.of("s-1", "s-2"), Arbitraries.of(Signal.Kind.class), moments())
        .as(Signal::new)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.integers().between(0, 60).map(half -> START.plusSeconds(30L * half));
  }
}
