package mogador.devices;

import java.time.Instant;
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

  /** A device has overwritten events before they could be stored. */
  record EventsLost(String site, String device, String journal, long missing)
      implements DeviceEvent {}

  /** An event came again with another content, which is kept aside. */
  record EventContradicted(String site, String device, String journal, long sequence)
      implements DeviceEvent {}
}
