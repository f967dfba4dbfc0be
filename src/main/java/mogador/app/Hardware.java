package mogador.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mogador.access.CredentialHash;
import mogador.access.DoorModes;
import mogador.access.SnapshotKeeper;
import mogador.alarms.Alarms;
import mogador.booking.Bookings;
import mogador.devices.CommandKeys;
import mogador.devices.DecisionAlarms;
import mogador.devices.DeviceEvents;
import mogador.devices.DeviceKeys;
import mogador.devices.DeviceRegistry;
import mogador.devices.Gateway;
import mogador.devices.GatewaySettings;
import mogador.devices.JournalAlarms;
import mogador.devices.JournalSigns;
import mogador.devices.ListDesk;
import mogador.devices.MosquittoControl;
import mogador.devices.PassageListener;
import mogador.occupancy.CountStore;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.SignStore;
import mogador.platform.Database;
import mogador.platform.Listener;
import mogador.sites.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands between the server and its devices: made, started and ended together. */
final class Hardware implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

  final CredentialHash hash;
  final CommandKeys keys;
  final DeviceEvents events;
  final Optional<BrokerAccounts> accounts;
  final SnapshotKeeper snapshot;
  final DeviceRegistry devices;
  final PresenceBoard board;
  final Alarms alarms;
  final Gateway gateway;
  private final Database database;
  private final SignStore signs;
  private final CountStore counts;
  private final ListDesk lists;
  private final DecisionAlarms decided;
  private List<Listener> presented = List.of();

  Hardware(
      Settings settings,
      Database database,
      Sites sites,
      Bookings bookings,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    hash = new CredentialHash(settings.credentialKeyBytes());
    keys = new CommandKeys(settings.credentialKeyBytes());
    events = new DeviceEvents(meters);
    snapshot =
        new SnapshotKeeper(
            database,
            () -> DoorModes.doorways(database.sql(), sites.current()),
            id -> sites.current().site(id),
            clock,
            meters);
    devices = new DeviceRegistry(database);
    signs = new SignStore(database, clock, meters);
    board = new PresenceBoard(clock, signs);
    counts = new CountStore(database, sites::current, board, clock, meters);
    alarms = new Alarms(database, sites, clock, settings.publicUrl());
    PassageListener passages =
        (sql, passage) ->
            bookings.letIn(sql, passage.site(), passage.person(), passage.happenedAt());
    Settings.Mqtt mqtt = settings.mqtt();
    var broker = new GatewaySettings(mqtt.url(), mqtt.user(), mqtt.password(), mqtt.tls());
    accounts =
        mqtt.accounts()
            ? Optional.of(
                new BrokerAccounts(database, new DeviceKeys(keys), new MosquittoControl(broker)))
            : Optional.empty();
    gateway =
        new Gateway(
            broker,
            new Gateway.Parts(
                database,
                devices,
                snapshot::current,
                hash,
                keys,
                sites::current,
                board,
                counts,
                events,
                List.of(
                    passages.ofJournals(sites::isInnerReader),
                    new JournalAlarms(alarms, clock),
                    new JournalSigns(sites::current, clock)),
                clock,
                meters));
    decided = new DecisionAlarms(database, alarms, events);
    lists = new ListDesk(broker, snapshot, devices, keys, gateway.refused(), clock, meters);
  }

  /** Each part tries again by itself when the database or the broker is away. */
  void start() {
    snapshot.start();
    devices.start();
    signs.start();
    counts.start();
    alarms.start();
    gateway.start();
    lists.start();
    presented = gateway.hear(database);
    try {
      signs.restore(board);
    } catch (RuntimeException e) {
      LOG.warn("presence begins unknown: {}", e.getMessage());
    }
  }

  /** Reads devices and doors again, such as after an import. */
  void refresh() {
    devices.refresh();
    snapshot.refresh();
  }

  @Override
  public void close() {
    decided.close();
    lists.close();
    alarms.close();
    gateway.close();
    presented.forEach(Listener::close);
    snapshot.close();
    devices.close();
    signs.close();
    counts.close();
  }
}
