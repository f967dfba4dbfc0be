package mogador.devices;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.Signal;

/** Turns telemetry into signs of presence; what was overtaken on its way is dropped. */
final class SensorDesk {
  private final PresenceBoard board;
  private final ConcurrentHashMap<DeviceId, Latest> latest = new ConcurrentHashMap<>();

  private record Latest(String boot, long uptimeMs) {
    boolean isBefore(TelemetryMessage message) {
      return !boot.equals(message.boot()) || uptimeMs < message.uptimeMs();
    }
  }

  SensorDesk(PresenceBoard board) {
    this.board = board;
  }

  void take(Device device, TelemetryMessage message, Instant now) {
    var mine = new Latest(message.boot(), message.uptimeMs());
    Latest kept =
        latest.merge(device.id(), mine, (known, m) -> known.isBefore(message) ? m : known);
    if (!kept.equals(mine)) return;
    Optional<Signal.Kind> presence = message.presence();
    if (device.space().isEmpty() || presence.isEmpty()) return;
    Instant at = message.at().map(said -> EventTime.near(said, now)).orElse(now);
    board.heard(device.space().get(), new Signal(device.id().code(), presence.get(), at));
  }
}
