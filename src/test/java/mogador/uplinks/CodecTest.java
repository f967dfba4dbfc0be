package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the examples of the makers' own descriptions. */
class CodecTest {
  @Test
  void aSeatSensorSaysWhetherSomebodySitsThere() {
    assertThat(fields(Codec.MILESIGHT_VS34X, 85, "017564030000"))
        .isEqualTo(Map.of("battery", 100L, "occupancy", "vacant"));
    assertThat(fields(Codec.MILESIGHT_VS34X, 85, "017562030001"))
        .isEqualTo(Map.of("battery", 98L, "occupancy", "occupied"));
    assertThat(fields(Codec.MILESIGHT_VS34X, 85, "030001"))
        .isEqualTo(Map.of("occupancy", "occupied"));
  }

  @Test
  void whatASensorSaysOfItselfAsItJoinsIsReadAndOfNoUse() {
    assertThat(
            fields(
                Codec.MILESIGHT_VS34X,
                85,
                "ff0bffff0101ff166787d18008970013ff090100ff0a0101ff0f00"))
        .isEmpty();
    assertThat(
            fields(Codec.MILESIGHT_WS301, 85, "ff0bffff0101ff086538b2232131ff090100ff0a0102ff0f00"))
        .isEmpty();
  }

  @Test
  void aRoomSensorSaysMoreThanASeatSensor() {
    assertThat(fields(Codec.MILESIGHT_VS370, 85, "017564030001040000"))
        .isEqualTo(Map.of("battery", 100L, "occupancy", "occupied", "illumination", "dim"));
    assertThat(fields(Codec.MILESIGHT_VS370, 85, "0400fe")).isEmpty();
  }

  @Test
  void aMotionSensorSaysWhetherItWasTriggered() {
    assertThat(fields(Codec.MILESIGHT_WS202, 85, "017510030001040000"))
        .isEqualTo(Map.of("battery", 16L, "pir", "trigger", "daylight", "dark"));
  }

  @Test
  void aPeopleCounterHasTotalsOfItsLines() {
    assertThat(
            fields(
                Codec.MILESIGHT_VS133,
                85,
                "03D24800000004D2C800000006D20000000007D200000000"
                    + "09D2000000000AD2000000000CD2B41400000DD28D1A0000"))
        .containsEntry("line_1_total_in", 72L)
        .containsEntry("line_1_total_out", 200L)
        .containsEntry("line_4_total_in", 5300L)
        .containsEntry("line_4_total_out", 6797L)
        .hasSize(8);
    assertThat(fields(Codec.MILESIGHT_VS133, 85, "0ECC05000700"))
        .isEqualTo(Map.of("line_4_period_in", 5L, "line_4_period_out", 7L));
    assertThat(fields(Codec.MILESIGHT_VS133, 85, "0FE302100709"))
        .isEqualTo(Map.of("region_1", 2L, "region_2", 16L, "region_3", 7L, "region_4", 9L));
    assertThat(fields(Codec.MILESIGHT_VS133, 85, "10E4010910112110E40275217533")).isEmpty();
  }

  @Test
  void aLightBarrierHasTotalsAndTwoBatteries() {
    assertThat(fields(Codec.MILESIGHT_VS360, 85, "017564027564"))
        .isEqualTo(Map.of("battery_main", 100L, "battery_node", 100L));
    assertThat(fields(Codec.MILESIGHT_VS360, 85, "04CC1200160005CC13001400"))
        .isEqualTo(Map.of("total_in", 18L, "total_out", 22L, "period_in", 19L, "period_out", 20L));
    assertThat(fields(Codec.MILESIGHT_VS360, 85, "84CC011108110185CCE803E90301"))
        .isEqualTo(Map.of("total_in", 4353L, "total_out", 4360L));
    assertThat(fields(Codec.MILESIGHT_VS360, 85, "03F4000103F40000")).isEmpty();
  }

  @Test
  void aDoorContactSaysWhetherTheDoorStandsOpen() {
    assertThat(fields(Codec.MILESIGHT_WS301, 85, "017564030001040001"))
        .isEqualTo(Map.of("battery", 100L, "door", "open", "installed", "no"));
    assertThat(fields(Codec.MILESIGHT_WS301, 85, "030000040000"))
        .isEqualTo(Map.of("door", "closed", "installed", "yes"));
  }

  @Test
  void tabsHaveEightBytesOnAPortOfTheirOwn() {
    // Occupied, 3.6 V, 22 °C, a minute ago, 770 times.
    assertThat(fields(Codec.BROWAN_TBMS100, 102, "010b360100020300"))
        .isEqualTo(
            Map.of(
                "motion",
                "occupied",
                "battery_v",
                3.6,
                "temperature",
                22L,
                "minutes_since",
                1L,
                "events",
                770L));
    assertThat(fields(Codec.BROWAN_TBDW100, 100, "000b360100020300"))
        .containsEntry("door", "closed");
    assertThat(Codec.BROWAN_TBDW100.decode(102, "000b360100020300"))
        .isEqualTo(new Decoded.Rejected("other_port 102"));
  }

  @Test
  void whatIsCutOffOrNotDescribedIsRejectedWhole() {
    assertThat(Codec.MILESIGHT_VS34X.decode(85, "0175640300"))
        .isEqualTo(new Decoded.Rejected("truncated"));
    assertThat(Codec.MILESIGHT_VS34X.decode(85, "01")).isEqualTo(new Decoded.Rejected("truncated"));
    assertThat(Codec.MILESIGHT_VS34X.decode(85, "017564036711"))
        .isEqualTo(new Decoded.Rejected("unknown_channel 03 67"));
    assertThat(Codec.BROWAN_TBMS100.decode(102, "010b3601000203"))
        .isEqualTo(new Decoded.Rejected("truncated"));
    assertThat(Codec.BROWAN_TBMS100.decode(102, "010b36010002030000"))
        .isEqualTo(new Decoded.Rejected("too_long"));
  }

  @Test
  void aCodecIsKnownByTheModelThatAProfileOrANameTells() {
    assertThat(Codec.named("Milesight WS202 (EU868)")).contains(Codec.MILESIGHT_WS202);
    assertThat(Codec.named("vs341-24e124")).contains(Codec.MILESIGHT_VS34X);
    assertThat(Codec.named("weather station")).isEmpty();
  }

  private static Map<String, Object> fields(Codec codec, int port, String payload) {
    return switch (codec.decode(port, payload)) {
      case Decoded.Fields(Map<String, Value> values) -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((field, value) -> plain.put(field, value.plain()));
        yield plain;
      }
      case Decoded.Rejected(String why) -> throw new AssertionError(why);
    };
  }
}
