package mogador.sites;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sensors of a site file: its own, and those that other networks speak for. */
final class SensorReader {
  private static final Pattern EUI = Pattern.compile("[0-9a-fA-F]{16}");

  private SensorReader() {}

  /** Whether an item of the list is a sensor of another network. */
  static boolean isRemote(Field item) {
    return item.hasKey("eui");
  }

  static DevicePlace own(Field field) {
    Fields sensor = field.fields("code", "kind", "space");
    DeviceKind[] kinds = {
      DeviceKind.SEAT_SENSOR, DeviceKind.ROOM_SENSOR, DeviceKind.PEOPLE_COUNTER
    };
    return DevicePlace.sensor(
        sensor.need("code").code(),
        sensor.need("kind").choice(kinds, DeviceKind::code),
        sensor.need("space").code());
  }

  static RemoteSensor remote(Field field) {
    Fields sensor =
        field.fields("eui", "source", "space", "codec", "signals", "absent_is_zero", "silent");
    return new RemoteSensor(
        sensor
            .need("eui")
            .value(
                "an EUI of 16 hexadecimal digits",
                "",
                text ->
                    Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(eui -> EUI.matcher(eui).matches())),
        sensor.need("source").code(),
        sensor.need("space").code(),
        sensor.may("codec").map(Field::code),
        sensor.may("signals").map(SensorReader::signals).orElse(Map.of()),
        sensor.may("absent_is_zero").map(Field::flag).orElse(false),
        sensor
            .may("silent")
            .map(silent -> silent.value(RuleText.LENGTH, Duration.ofDays(1), RuleText::length)));
  }

  private static Map<String, String> signals(Field field) {
    Map<String, String> signals = new LinkedHashMap<>();
    field.entries(40, 60).forEach((name, signal) -> signals.put(name, signal.text(40)));
    return signals;
  }
}
