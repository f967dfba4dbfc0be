package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Instant NINE = Instant.parse("2026-12-01T09:00:00Z");
  private static final Presence SEAT = Presence.unknown(Presence.HOLD_SEAT).expecting("seat");

  @Test
  void aSensorNotHeardYetIsUnknown() {
    assertThat(SEAT.at(NINE)).isEqualTo(PresenceNow.UNKNOWN);
  }

  @Test
  void theSensorIsBelievedForThreeMinutes() {
    Presence vacant = SEAT.with(new Signal("seat", Signal.Kind.VACANT, NINE));
    assertThat(vacant.at(NINE.plusSeconds(179))).isEqualTo(PresenceNow.VACANT);
    assertThat(vacant.at(NINE.plusSeconds(180))).isEqualTo(PresenceNow.UNKNOWN);
  }

  @Test
  void aSeatStaysOccupiedForTenMinutesAfterTheLastSign() {
    Presence presence = SEAT.with(new Signal("seat", Signal.Kind.OCCUPIED, NINE));
    for (int minute = 1; minute <= 10; minute++) {
      presence = presence.with(new Signal("seat", Signal.Kind.VACANT, at(minute)));
    }
    assertThat(presence.at(at(9))).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(presence.at(at(10).minusMillis(1))).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(presence.at(at(10))).isEqualTo(PresenceNow.VACANT);
  }

  @Test
  void aRoomWithoutSensorIsOccupiedAWhileAfterABadgeAndThenUnknown() {
    Presence room =
        Presence.unknown(Presence.HOLD_ROOM).with(new Signal("r", Signal.Kind.BADGE, NINE));
    assertThat(room.at(at(4))).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(room.at(at(5))).isEqualTo(PresenceNow.UNKNOWN);
  }

  @Test
  void whoeverWentOutAgainIsNotThereAndWhetherOthersAreIsUnknown() {
    Presence room =
        Presence.unknown(Presence.HOLD_ROOM)
            .with(new Signal("inner", Signal.Kind.LEFT, at(2)))
            .with(new Signal("r", Signal.Kind.BADGE, NINE));
    assertThat(room.at(at(2))).isEqualTo(PresenceNow.UNKNOWN);
    Presence again = room.with(new Signal("r", Signal.Kind.BADGE, at(3)));
    assertThat(again.at(at(4))).isEqualTo(PresenceNow.OCCUPIED);
  }

  @Test
  void aSensorThatSeesNobodyCountsForMoreThanABadge() {
    Presence room =
        Presence.unknown(Presence.HOLD_ROOM)
            .with(new Signal("r", Signal.Kind.BADGE, NINE))
            .with(new Signal("pir", Signal.Kind.VACANT, at(1)));
    assertThat(room.at(at(2))).isEqualTo(PresenceNow.VACANT);
  }

  @Test
  void oneOfTwoSensorsSilentIsNotVacant() {
    Presence room =
        Presence.unknown(Presence.HOLD_ROOM)
            .expecting("a")
            .expecting("b")
            .with(new Signal("a", Signal.Kind.VACANT, NINE));
    assertThat(room.at(at(1))).isEqualTo(PresenceNow.UNKNOWN);
  }

  private static Instant at(int minute) {
    return NINE.plus(Duration.ofMinutes(minute));
  }
}
