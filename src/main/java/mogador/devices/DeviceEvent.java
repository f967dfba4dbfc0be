package mogador.devices;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Decision;
import mogador.occupancy.PresenceNow;

/** Something that happened at a site, as pages and alarms want to hear of it. */
public sealed interface DeviceEvent {
  String site();

  /** A presentation was answered. */
  record DecisionMade(String site, String device, String door, Decision decision, Instant at)
      implements DeviceEvent {}

  /** A device's journal brought this, and the database has it. */
  record EventStored(RecentEvent event) implements DeviceEvent {
    @Override
    public String site() {
      return event.site();
    }
  }

  /** A space became occupied, vacant or unknown. */
  record PresenceChanged(String site, long space, PresenceNow now, Instant since)
      implements DeviceEvent {}

  /** A device came or went. */
  record DeviceSeen(String site, String device, boolean online, Instant at)
      implements DeviceEvent {}

  /**
   * An event of a journal, for people to read.
   *
   * @param kind as in the device protocol, e.g. {@code granted}
   * @param door its code; empty for what concerns no door
   * @param reason of a decision, else empty
   * @param personName as it was when read; empty when nobody is known
   * @param happenedAt as estimated by the server
   */
  record RecentEvent(
      String site,
      String device,
      String journal,
      long sequence,
      String kind,
      Optional<String> door,
      Optional<String> reason,
      Optional<UUID> person,
      Optional<String> personName,
      Instant happenedAt) {}
}
