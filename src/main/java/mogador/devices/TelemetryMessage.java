package mogador.devices;

import java.time.Instant;
import java.util.Optional;
import mogador.occupancy.Signal;

/**
 * What a sensor measures.
 *
 * @param passed of a people counter, since it started
 */
record TelemetryMessage(
    String boot,
    long uptimeMs,
    Optional<Instant> at,
    Optional<Signal.Kind> presence,
    Optional<Passed> passed,
    Optional<Integer> batteryPercent) {
  private static final int GREATEST = 32 * 1_024;

  /** How many went in and out. */
  record Passed(long in, long out) {}

  static Parsed<TelemetryMessage> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, TelemetryMessage::read);
  }

  private static TelemetryMessage read(MessageReader message) {
    if (message.has("temperature_c")) message.number("temperature_c", -60, 100);
    return new TelemetryMessage(
        message.text("boot", MessageReader.ID),
        message.integer("uptime_ms", 0, MessageReader.SAFE),
        message.instant("at"),
        message.has("presence") ? Optional.of(presence(message)) : Optional.empty(),
        passed(message),
        message.has("battery_pct")
            ? Optional.of((int) message.integer("battery_pct", 0, 100))
            : Optional.empty());
  }

  /** One of the two alone says nothing of who is inside. */
  private static Optional<Passed> passed(MessageReader message) {
    Optional<Long> in = count(message, "count_in");
    Optional<Long> out = count(message, "count_out");
    return in.flatMap(entered -> out.map(left -> new Passed(entered, left)));
  }

  private static Optional<Long> count(MessageReader message, String field) {
    return message.has(field)
        ? Optional.of(message.integer(field, 0, MessageReader.SAFE))
        : Optional.empty();
  }

  private static Signal.Kind presence(MessageReader message) {
    return switch (message.text("presence", 16)) {
      case "occupied" -> Signal.Kind.OCCUPIED;
      case "vacant" -> Signal.Kind.VACANT;
      default -> throw message.outOfRange("presence");
    };
  }
}
