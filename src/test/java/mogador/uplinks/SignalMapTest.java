package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalMapTest {
  private static final Value YES = new Value.Flag(true);

  @Test
  void whatFieldsMeanIsGuessedByTheirNamesAndWhatTheyHold() {
    assertThat(
            SignalMap.guess(
                    Map.of(
                        "occupancy", new Value.Word("vacant"),
                        "battery", new Value.Quantity(98),
                        "battery_voltage", new Value.Quantity(3.6),
                        "temperature", new Value.Quantity(21)))
                .signals())
        .isEqualTo(Map.of("occupancy", UplinkSignal.OCCUPIED, "battery", UplinkSignal.BATTERY));
    assertThat(
            SignalMap.guess(
                    Map.of(
                        "people_in", new Value.Quantity(4),
                        "people_out", new Value.Quantity(3),
                        "period_in", new Value.Quantity(1)))
                .signals())
        .isEqualTo(Map.of("people_in", UplinkSignal.ENTRIES, "people_out", UplinkSignal.EXITS));
    assertThat(
            SignalMap.guess(
                    Map.of(
                        "door_open_status", new Value.Quantity(1),
                        "door_open_times", new Value.Quantity(9),
                        "bat_v", new Value.Quantity(3)))
                .signals())
        .isEqualTo(Map.of("door_open_status", UplinkSignal.OPEN));
    assertThat(SignalMap.guess(Map.of("pir.motion", YES, "presence", YES)).signals())
        .isEqualTo(Map.of("pir.motion", UplinkSignal.MOTION, "presence", UplinkSignal.OCCUPIED));
  }

  @Test
  void aFieldThatIsLeftOutSaysNothingUnlessItsDecoderLeavesOutWhatIsFalse() {
    var signals = Map.of("occupied", UplinkSignal.OCCUPIED, "battery", UplinkSignal.BATTERY);
    Map<String, Value> battery = Map.of("battery", new Value.Quantity(90));
    assertThat(new SignalMap(signals, false).read(battery).present()).isEmpty();
    assertThat(new SignalMap(signals, true).read(battery).present()).contains(false);
    assertThat(new SignalMap(signals, true).read(Map.of()).battery()).isEmpty();
  }

  @Test
  void oneOfTwoCountsSaysNothing() {
    var map = new SignalMap(Map.of("in", UplinkSignal.ENTRIES, "out", UplinkSignal.EXITS), true);
    assertThat(map.read(Map.of("in", new Value.Quantity(3))).passed()).isEmpty();
    assertThat(map.read(Map.of("in", new Value.Quantity(3), "out", new Value.Quantity(2))).passed())
        .isEqualTo(Optional.of(new SignalMap.Passed(3, 2)));
    assertThat(map.read(Map.of("in", new Value.Quantity(3.5), "out", YES)).passed()).isEmpty();
  }

  @Test
  void aRoomIsInUseWhenEitherOfTwoDetectorsSaysSo() {
    var map =
        new SignalMap(Map.of("pir", UplinkSignal.MOTION, "radar", UplinkSignal.OCCUPIED), false);
    Value no = new Value.Word("normal");
    assertThat(map.read(Map.of("pir", no, "radar", YES)).present()).contains(true);
    assertThat(map.read(Map.of("pir", no)).present()).contains(false);
    assertThat(map.read(Map.of("pir", new Value.Word("who knows"))).present()).isEmpty();
  }

  @Test
  void whatWasNotHeardWhenOneChoseMeansWhatIsUsual() {
    Map<String, UplinkSignal> usual = Codec.ESP_RFID.signals();
    assertThat(SignalMap.chosen(Map.of("uptime", Optional.empty()), usual)).isEqualTo(usual);
    assertThat(SignalMap.chosen(Map.of("door", Optional.empty()), usual))
        .isEqualTo(Map.of("access", UplinkSignal.BADGE));
    assertThat(SignalMap.chosen(Map.of("hatch", Optional.of(UplinkSignal.OPEN)), usual))
        .isEqualTo(Map.of("access", UplinkSignal.BADGE, "hatch", UplinkSignal.OPEN));
  }

  @Test
  void twoFieldsAreNeverOneSignal() {
    assertThatThrownBy(
            () -> new SignalMap(Map.of("a", UplinkSignal.OPEN, "b", UplinkSignal.OPEN), false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
