package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTopicTest {
  @Test
  void aTopicNamesItsDevice() {
    assertThat(DeviceTopic.parse("mogador/v1/essaouira/r-1/journal/ack"))
        .hasValue(new DeviceTopic(new DeviceId("essaouira", "r-1"), "journal/ack"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "mogador/v1/",
        "mogador/v1/essaouira",
        "mogador/v1/essaouira/r-1",
        "mogador/v1/essaouira/r-1/",
        "mogador/v1/+/r-1/badge",
        "mogador/v1/essaouira/#/badge",
        "mogador/v1/essaouira//badge",
        "mogador/v1/essaouira/R-1/badge",
        "mogador/v1/essaouira/r.1/badge",
        "mogador/v1/essaouira/r*/badge",
        "mogador/v2/essaouira/r-1/badge",
        "$share/g/mogador/v1/essaouira/r-1/badge",
        "/mogador/v1/essaouira/r-1/badge",
      })
  void anythingElseNamesNone(String topic) {
    assertThat(DeviceTopic.parse(topic)).isEmpty();
  }
}
