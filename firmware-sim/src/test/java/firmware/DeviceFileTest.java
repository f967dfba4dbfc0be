package firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFileTest {
  private static final String READER =
      "{\"site\":\"essaouira\",\"code\":\"r-entrance\",\"kind\":\"reader\","
          + "\"door\":\"entrance\",\"password\":\"sixteen-printable\"}";
  private static final String SEAT =
      "{\"site\":\"essaouira\",\"code\":\"seat-p-07\",\"kind\":\"seat_sensor\","
          + "\"space\":\"p-07\",\"password\":\"sixteen-printable\"}";

  @Test
  void readersAndSensorsAreRead() throws DeviceFile.Unusable {
    var devices = DeviceFile.parse(listed(READER + "," + SEAT));
    assertThat(devices)
        .extracting(DeviceSpec::name)
        .containsExactly("essaouira/r-entrance", "essaouira/seat-p-07");
    assertThat(devices.getFirst().door()).contains("entrance");
    assertThat(devices.getLast().space()).contains("p-07");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"reader\"|\"turnstile\"|devices[0]: unknown kind \"turnstile\"",
        "\"r-entrance\"|\"R.Entrance\"|devices[0]: \"code\" must match",
        "\"essaouira\"|\"#\"|devices[0]: \"site\" must match",
        "\"door\"|\"port\"|devices[0]: \"door\" must match",
        "sixteen-printable|short|devices[0]: \"password\" must match"
      })
  void aWrongFieldIsNamed(String good, String bad, String message) {
    assertThatThrownBy(() -> DeviceFile.parse(listed(READER.replace(good, bad))))
        .isInstanceOf(DeviceFile.Unusable.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("sixteen-printable");
  }

  @Test
  void aDeviceListedTwiceIsRefused() {
    assertThatThrownBy(() -> DeviceFile.parse(listed(SEAT + "," + SEAT)))
        .hasMessage("essaouira/seat-p-07 is listed twice");
  }

  @Test
  void whatIsNoListIsRefused() {
    for (String bad : new String[] {"", "{", "[]", "{}", "{\"devices\":[]}", "{\"devices\":3}"}) {
      assertThatThrownBy(() -> DeviceFile.parse(bad)).isInstanceOf(DeviceFile.Unusable.class);
    }
    assertThatThrownBy(() -> DeviceFile.read(Path.of("no/such/file")))
        .hasMessageContaining("cannot read");
  }

  private static String listed(String devices) {
    return "{\"devices\":[" + devices + "]}";
  }
}
