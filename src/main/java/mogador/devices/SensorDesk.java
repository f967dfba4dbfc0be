package mogador.devices;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import mogador.occupancy.CountLog;
import mogador.occupancy.CountReading;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.Signal;

/** Turns telemetry into signs of presence and counts; what was overtaken on its way is dropped. */
final class SensorDesk {
  private final PresenceBoard board;
  private final CountLog counts;
  private final ConcurrentHashMap<DeviceId, Latest> latest = new ConcurrentHashMap<>();

  private record Latest(String boot, long uptimeMs) {
    boolean isBefore(TelemetryMessage message) {
      return !boot.equals(message.boot()) || uptimeMs < message.uptimeMs();
    }
  }

  SensorDesk(PresenceBoard board, CountLog counts) {
    this.board = board;
    this.counts = counts;
  }

  /** What a sensor behind another network says; signs that were heard before change nothing. */
  void take(Device device, Sensed sensed, Instant now) {
    if (device.space().isEmpty()) return;
    long space = device.space().get();
    sensed.signs().forEach(sign -> board.heard(space, sign));
    sensed
        .count()
        .ifPresent(
            reading -> {
              String site = device.id().site();
              counts.counted(site, space, reading);
              // As if it had said the same every minute.
              if (sensed.alive()) {
                counts.counted(site, space, reading.stillSo(now.truncatedTo(ChronoUnit.MINUTES)));
              }
            });
  }

  void take(Device device, TelemetryMessage message, Instant now) {
    var mine = new Latest(message.boot(), message.uptimeMs());
    Latest kept =
        latest.merge(device.id(), mine, (known, m) -> known.isBefore(message) ? m : known);
    if (!kept.equals(mine)) return;
    if (device.space().isEmpty()) return;
    long space = device.space().get();
    String code = device.id().code();
    Instant at = message.at().map(said -> EventTime.near(said, now)).orElse(now);
    message.presence().ifPresent(kind -> board.heard(space, new Signal(code, kind, at)));
    message
        .passed()
        .map(it -> new CountReading(code, message.boot(), it.in(), it.out(), at))
        .ifPresent(reading -> counts.counted(device.id().site(), space, reading));
  }
}
