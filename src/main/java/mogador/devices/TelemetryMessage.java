package mogador.devices;

import java.time.Instant;
import java.util.Optional;
import mogador.occupancy.Signal;

/** What a sensor measures. */
record TelemetryMessage(
    String boot,
    long uptimeMs,
    Optional<Instant> at,
    Optional<Signal.Kind> presence,
    Optional<Integer> batteryPercent) {
  private static final int GREATEST = 32 * 1_024;

  static Parsed<TelemetryMessage> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, TelemetryMessage::read);
  }

  private static TelemetryMessage read(MessageReader message) {
    for (String count : new String[] {"count_in", "count_out"}) {
      if (message.has(count)) message.integer(count, 0, MessageReader.SAFE);
    }
    if (message.has("temperature_c")) message.number("temperature_c", -60, 100);
    return new TelemetryMessage(
        message.text("boot", MessageReader.ID),
        message.integer("uptime_ms", 0, MessageReader.SAFE),
        message.instant("at"),
        message.has("presence") ? Optional.of(presence(message)) : Optional.empty(),
        message.has("battery_pct")
            ? Optional.of((int) message.integer("battery_pct", 0, 100))
            : Optional.empty());
  }

  private static Signal.Kind presence(MessageReader message) {
    return switch (message.text("presence", 16)) {
      case "occupied" -> Signal.Kind.OCCUPIED;
      case "vacant" -> Signal.Kind.VACANT;
      default -> throw message.outOfRange("presence");
    };
  }
}
