package mogador.devices;

import java.util.Map;
import mogador.access.Doorway;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows once journals are stored: devices are told how far they may forget, pages what
 * happened, and places who has come.
 */
final class JournalNews {
  private static final Logger LOG = LoggerFactory.getLogger(JournalNews.class);

  private final DeviceEvents events;
  private final Passages passages;
  private final AtReaders readers;
  private final PresenceBoard board;
  private final Acknowledging acknowledging;
  private volatile Map<Doorway.Key, Long> ownDoors = Map.of();

  /** Tells a device how far its journal is stored. */
  interface Acknowledging {
    void acknowledge(JournalEvent.Journal journal, long through);
  }

  JournalNews(
      DeviceEvents events,
      Passages passages,
      AtReaders readers,
      PresenceBoard board,
      Acknowledging acknowledging) {
    this.events = events;
    this.passages = passages;
    this.readers = readers;
    this.board = board;
    this.acknowledging = acknowledging;
  }

  /** Doors that lead to one space alone, from now on. */
  void watch(Map<Doorway.Key, Long> doors) {
    ownDoors = doors;
  }

  void written(JournalWriter.Written written) {
    written.through().forEach(acknowledging::acknowledge);
    for (JournalEvent event : written.stored()) {
      events.publish(new DeviceEvent.EventStored(RecentEvent.of(event, written.names())));
      enter(event);
    }
    for (JournalWriter.Lost lost : written.lost()) {
      DeviceId device = lost.journal().device();
      LOG.warn("{} lost {} events of its journal", device, lost.missing());
      events.publish(
          new DeviceEvent.EventsLost(
              device.site(), device.code(), lost.journal().id(), lost.missing()));
    }
    for (JournalEvent.Key key : written.conflicts()) {
      DeviceId device = key.journal().device();
      LOG.warn("{} sent event {} again with another content", device, key.sequence());
      events.publish(
          new DeviceEvent.EventContradicted(
              device.site(), device.code(), key.journal().id(), key.sequence()));
    }
  }

  private void enter(JournalEvent event) {
    if (!event.kind().equals("granted")) return;
    DeviceId device = event.key().journal().device();
    passages.of(event).ifPresent(passage -> readers.passed(device, passage));
    Long space = ownDoors.get(new Doorway.Key(device.site(), event.field("door").orElse("")));
    if (space == null) return;
    Signal.Kind kind = passages.goesOut(device) ? Signal.Kind.LEFT : Signal.Kind.BADGE;
    board.heard(space, new Signal(device.code(), kind, event.time().at()));
  }
}
