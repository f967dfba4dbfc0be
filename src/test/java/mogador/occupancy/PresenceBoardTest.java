package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceBoardTest {
  private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");
  private Instant now = NINE;
  private final List<Signal> stored = new ArrayList<>();
  private final List<PresenceNow> told = new ArrayList<>();
  private final PresenceBoard board =
      new PresenceBoard(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public java.time.ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          },
          (site, space, signal) -> stored.add(signal));

  @BeforeEach
  void watch() {
    board.watch(List.of(new WatchedSpace("essaouira", 7, Presence.HOLD_SEAT, Set.of("seat"))));
    board.listen(change -> told.add(change.now()));
  }

  @Test
  void allSignsAreKeptAndOnlyChangesTold() {
    say(Signal.Kind.VACANT, 0);
    say(Signal.Kind.VACANT, 60);
    say(Signal.Kind.OCCUPIED, 90);
    say(Signal.Kind.OCCUPIED, 150);
    assertThat(stored)
        .extracting(Signal::at)
        .containsExactly(NINE, NINE.plusSeconds(60), NINE.plusSeconds(90), NINE.plusSeconds(150));
    assertThat(told).containsExactly(PresenceNow.VACANT, PresenceNow.OCCUPIED);
  }

  @Test
  void silenceIsToldAsTimePasses() {
    say(Signal.Kind.VACANT, 0);
    now = NINE.plusSeconds(180);
    board.tick();
    assertThat(board.of(7)).isEqualTo(PresenceNow.UNKNOWN);
    assertThat(told).containsExactly(PresenceNow.VACANT, PresenceNow.UNKNOWN);
  }

  @Test
  void watchingAnewForgetsNothingOfWhatStays() {
    say(Signal.Kind.OCCUPIED, 0);
    board.watch(
        List.of(
            new WatchedSpace("essaouira", 7, Presence.HOLD_SEAT, Set.of("seat")),
            new WatchedSpace("essaouira", 8, Presence.HOLD_SEAT, Set.of())));
    assertThat(board.of(7)).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(board.all("essaouira")).containsOnlyKeys(7L, 8L);
    assertThat(board.all("tanger")).isEmpty();
  }

  @Test
  void aSpaceNobodyWatchesIsUnknown() {
    board.heard(99, new Signal("seat", Signal.Kind.OCCUPIED, NINE));
    assertThat(board.of(99)).isEqualTo(PresenceNow.UNKNOWN);
  }

  private void say(Signal.Kind kind, int second) {
    now = NINE.plusSeconds(second);
    board.heard(7, new Signal("seat", kind, now));
  }
}
