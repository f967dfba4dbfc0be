package mogador.devices;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Database;

/**
 * How a device says that an update goes: device protocol, section 12.
 *
 * @param update the rollout's id
 * @param step fetching, verified, installed or failed
 * @param reason of a failure
 */
record UpdateReport(UUID update, String step, Optional<String> reason) {
  private static final int GREATEST = 1_024;

  /** What each step is to a rollout. */
  private static final Map<String, String> STEPS =
      Map.of(
          "fetching", "fetching", "verified", "verified", "installed", "done", "failed", "failed");

  static Parsed<UpdateReport> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, UpdateReport::read);
  }

  private static UpdateReport read(MessageReader message) {
    UUID update = UUID.fromString(message.text("update", MessageReader.REQUEST));
    String step = message.text("step", 16);
    if (!STEPS.containsKey(step)) throw message.outOfRange("step");
    Optional<String> reason =
        step.equals("failed")
            ? Optional.of(message.text("reason", MessageReader.WORD))
            : Optional.empty();
    return new UpdateReport(update, step, reason);
  }

  /** Keeps it with the device's own part of that rollout, while it is at it. */
  static void keep(Database database, DeviceId device, UpdateReport report, Instant now) {
    database
        .sql()
        .run(
            """
            update rollout_device set step = $4, reason = $5, changed_at = $6
            where rollout_id = $1 and site_id = $2 and device_code = $3
              and step in ('told', 'fetching', 'verified')
            """,
            report.update(),
            device.site(),
            device.code(),
            STEPS.get(report.step()),
            report.reason(),
            now);
  }
}
