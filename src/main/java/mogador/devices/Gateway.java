package mogador.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialHash;
import mogador.access.Resets;
import mogador.access.Whereabouts;
import mogador.identity.Actor;
import mogador.occupancy.CountLog;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Database;
import mogador.platform.Listener;
import mogador.platform.Throttle;
import mogador.sites.Network;

/**
 * Where devices and server meet, over MQTT. Presentations, journals and measurements each have a
 * connection of their own: a flood of one, or a database that is away, does not hold up a door.
 * Presentations and journals are shared among the servers; what sensors and states say, each server
 * hears for itself.
 */
public final class Gateway implements AutoCloseable {
  private static final String ANY = DeviceTopic.ROOT + "+/+/";
  private static final String SHARED = "$share/mogador/" + ANY;
  private static final int DECISION_EXPIRY_SECONDS = 2;
  private static final int ACK_EXPIRY_SECONDS = 60;

  private final DeviceRegistry devices;
  private final Supplier<Network> network;
  private final PresenceBoard board;
  private final DeviceEvents events;
  private final Clock clock;
  private final RefusedMessages refused;
  private final SecondFactors factors;
  private final UsedCodes codes;
  private final AtReaders readers;
  private final Passages passages;
  private final SensorDesk sensors;
  private final DeviceHealth health;
  private final DeviceVitals vitals;
  private final JournalNews news;
  private final JournalKeeper journals;
  private final Commands commands;
  private final MqttLink badgeLink;
  private final MqttLink journalLink;
  private final MqttLink stateLink;
  private final GatewayClockwork clockwork;
  private Runnable stopListening = () -> {};

  /** What the gateway stands on. */
  public record Parts(
      Database database,
      DeviceRegistry devices,
      Supplier<AccessSnapshot> snapshot,
      CredentialHash hash,
      CommandKeys keys,
      Supplier<Network> network,
      PresenceBoard board,
      CountLog counts,
      DeviceEvents events,
      List<JournalListener> listeners,
      Clock clock,
      MeterRegistry meters) {}

  /**
   * How it is.
   *
   * @param connected to the broker, on every connection
   * @param storing whether the last journals reached the database
   * @param journalsWaiting batches not yet stored
   */
  public record Health(boolean connected, boolean storing, int journalsWaiting) {}

  /** Does nothing until started. */
  public Gateway(GatewaySettings settings, Parts parts) {
    devices = parts.devices();
    network = parts.network();
    board = parts.board();
    events = parts.events();
    clock = parts.clock();
    MeterRegistry meters = parts.meters();
    refused = new RefusedMessages(clock, meters);
    factors =
        new SecondFactors(told -> parts.database().sql().announce(SecondFactors.CHANNEL, told));
    codes =
        new UsedCodes(
            parts.hash(), told -> parts.database().sql().announce(UsedCodes.CHANNEL, told));
    passages = new Passages(parts.database(), parts.snapshot(), clock);
    readers =
        new AtReaders(
            passages::counts,
            passages::goTogether,
            told -> parts.database().sql().announce(AtReaders.CHANNEL, told));
    var badges =
        new BadgeDesk(
            parts.snapshot(),
            parts.hash(),
            factors,
            codes,
            readers,
            passages::goesOut,
            events,
            meters);
    sensors = new SensorDesk(board, parts.counts());
    health = new DeviceHealth(parts.database(), events, clock);
    vitals = new DeviceVitals(parts.database());
    news = new JournalNews(events, passages, readers, board, this::acknowledge);
    journals =
        new JournalKeeper(
            this::atOneDoor,
            () -> new JournalWriter(parts.database(), parts.listeners()),
            parts.hash(),
            parts.snapshot(),
            news::written,
            meters);
    commands = new Commands(parts.database(), devices, parts.keys(), clock);
    var incoming =
        new Incoming(
            parts,
            new Throttle<>(settings.messagesPerSecond(), settings.burst()),
            refused,
            new Incoming.Desks(
                badges, journals, commands, sensors, health, vitals, new Asides(refused)),
            this::decided);
    badgeLink =
        new MqttLink(
            settings, "badges", List.of(SHARED + "badge"), incoming::badge, () -> {}, meters);
    journalLink =
        new MqttLink(
            settings,
            "journals",
            List.of(SHARED + "journal", SHARED + "command/ack", SHARED + "update"),
            incoming::journalOrAnswer,
            () -> {},
            meters);
    stateLink =
        new MqttLink(
            settings,
            "states",
            List.of(ANY + "state", ANY + "telemetry"),
            incoming::stateOrTelemetry,
            health::connected,
            meters);
    clockwork = new GatewayClockwork(board::tick, this::watch);
  }

  /** Begins; a broker or a database that is away is tried again for ever. */
  public void start() {
    watch();
    stopListening =
        board.listen(
            change ->
                events.publish(
                    new DeviceEvent.PresenceChanged(
                        change.site(), change.space(), change.now(), change.since())));
    devices.afterEachRead(this::inService);
    health.start();
    vitals.start();
    journals.start();
    badgeLink.start();
    journalLink.start();
    stateLink.start();
    clockwork.start();
  }

  private void inService(Set<DeviceId> serving) {
    health.inService(serving);
    vitals.inService(serving);
  }

  /** Hears from the other servers who was asked for a PIN, which codes have served, who is in. */
  public List<Listener> hear(Database database) {
    return List.of(
        database.listen(SecondFactors.CHANNEL, told -> told.ifPresent(factors::heard)),
        database.listen(UsedCodes.CHANNEL, told -> told.ifPresent(codes::heard)),
        database.listen(
            AtReaders.CHANNEL,
            told -> told.ifPresentOrElse(readers::heard, () -> passages.load(readers))),
        database.listen(
            Resets.CHANNEL,
            told ->
                told.ifPresentOrElse(
                    one -> Resets.read(one).ifPresent(readers::keep),
                    () -> passages.loadResets(readers))));
  }

  /** Into which zones people were seen to go, as decisions have it. */
  public Whereabouts inside() {
    return readers.inside();
  }

  /** The same; empty until what the journals say of it was read. */
  public Optional<Whereabouts> knownInside() {
    return passages.isRead() ? Optional.of(readers.inside()) : Optional.empty();
  }

  public Health health() {
    return new Health(
        badgeLink.isReady() && journalLink.isReady() && stateLink.isReady(),
        journals.isStoring(),
        journals.waiting());
  }

  /**
   * Opens a door of a site once, and waits for its reader's word: up to 6 s.
   *
   * @param why 1 to 200 characters, for the record
   */
  public Commands.Outcome open(Actor actor, String site, String door, String why) {
    return commands.open(new CommandWay(), actor, site, door, why);
  }

  /**
   * Tells a device what to do, and waits for its word: up to 6 s.
   *
   * @param actor nobody when the server orders by itself
   * @param why 1 to 200 characters, for the record
   */
  public Commands.Outcome order(
      Optional<Actor> actor, String site, String device, Order order, String why) {
    return DeviceId.of(site, device)
        .map(id -> commands.ask(new CommandWay(), actor, id, order, why))
        .orElseGet(Commands.Outcome.Offline::new);
  }

  /** The same without waiting; whether it went out. */
  public boolean tell(Optional<Actor> actor, String site, String device, Order order, String why) {
    return DeviceId.of(site, device)
        .flatMap(id -> commands.tell(new CommandWay(), actor, id, order, why))
        .isPresent();
  }

  /**
   * Takes what a sensor says by another way than the broker, as if it had said so here; whether it
   * is a device in service.
   */
  public boolean isTaken(Sensed sensed) {
    Optional<Device> device = DeviceId.of(sensed.site(), sensed.device()).flatMap(devices::find);
    device.ifPresent(
        known -> {
          sensors.take(known, sensed, clock.instant());
          sensed.battery().ifPresent(percent -> vitals.battery(known.id(), percent));
          health.heardOf(known.id(), sensed.heard(), sensed.alive());
        });
    return device.isPresent();
  }

  boolean isOnline(DeviceId device) {
    return health.isOnline(device);
  }

  private final class CommandWay implements Commands.Way {
    @Override
    public Optional<String> boot(DeviceId device) {
      return health.bootIfOnline(device);
    }

    @Override
    public void send(DeviceId device, byte[] payload) {
      badgeLink.publish(device.topic("command"), payload, (int) Commands.EXPIRY.toSeconds());
    }
  }

  /** Messages dropped lately, to look at. */
  public RefusedMessages refused() {
    return refused;
  }

  /** Stops; what was not stored the devices send again. */
  @Override
  public void close() {
    badgeLink.close();
    journalLink.close();
    stateLink.close();
    clockwork.close();
    journals.close();
    health.close();
    vitals.close();
    stopListening.run();
  }

  private String atOneDoor(DeviceId device) {
    return device.site() + "/" + devices.find(device).flatMap(Device::door).orElse(device.code());
  }

  private void watch() {
    Network now = network.get();
    board.watch(Watch.spaces(now, devices.all()));
    news.watch(Watch.ownDoors(now));
    passages.watch(now);
    passages.loadOnce(readers);
  }

  private void decided(DeviceId reader, byte[] decision) {
    badgeLink.publish(reader.topic("decision"), decision, DECISION_EXPIRY_SECONDS);
  }

  private void acknowledge(JournalEvent.Journal journal, long through) {
    ObjectNode ack =
        MessageReader.JSON.createObjectNode().put("journal", journal.id()).put("through", through);
    journalLink.publish(
        journal.device().topic("journal/ack"), BadgeDesk.bytes(ack), ACK_EXPIRY_SECONDS);
  }
}
