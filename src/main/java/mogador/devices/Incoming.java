package mogador.devices;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import mogador.platform.Database;
import mogador.platform.Throttle;

/**
 * What devices say, message by message: of a known device, within its rate, and readable, it goes
 * to the desk it is for; else it is counted by why it was refused. Never blocks.
 */
final class Incoming {
  private final Database database;
  private final DeviceRegistry devices;
  private final Clock clock;
  private final Throttle<DeviceId> throttle;
  private final RefusedMessages refused;
  private final Desks desks;
  private final BiConsumer<DeviceId, byte[]> decided;

  /** Who takes what. */
  record Desks(
      BadgeDesk badges,
      JournalKeeper journals,
      Commands commands,
      SensorDesk sensors,
      DeviceHealth health,
      DeviceVitals vitals,
      Asides asides) {}

  /**
   * For one gateway.
   *
   * @param decided sends a decision to a reader
   */
  Incoming(
      Gateway.Parts parts,
      Throttle<DeviceId> throttle,
      RefusedMessages refused,
      Desks desks,
      BiConsumer<DeviceId, byte[]> decided) {
    this.database = parts.database();
    this.devices = parts.devices();
    this.clock = parts.clock();
    this.throttle = throttle;
    this.refused = refused;
    this.desks = desks;
    this.decided = decided;
  }

  void badge(String topic, byte[] payload, boolean retained, Runnable done) {
    take(
        topic,
        payload,
        BadgeMessage::parse,
        (device, badge) ->
            desks
                .badges()
                .answer(
                    device, badge, clock.instant(), answer -> decided.accept(device.id(), answer)));
    done.run();
  }

  void journalOrAnswer(String topic, byte[] payload, boolean retained, Runnable done) {
    if (topic.endsWith("/journal")) {
      journal(topic, payload, done);
      return;
    }
    if (topic.endsWith("/update")) {
      take(topic, payload, UpdateReport::parse, (device, report) -> report(topic, device, report));
      done.run();
      return;
    }
    take(
        topic,
        payload,
        CommandAnswer::parse,
        (device, answer) ->
            desks
                .asides()
                .add(
                    topic,
                    "the answer of " + device.id() + " to an order",
                    () -> desks.commands().answered(device.id(), answer)));
    done.run();
  }

  private void report(String topic, Device device, UpdateReport report) {
    desks
        .asides()
        .add(
            topic,
            "what " + device.id() + " tells of an update",
            () -> UpdateReport.keep(database, device.id(), report, clock.instant()));
  }

  /** A newer password of a device stands until it is seen; what is retained shows it as well. */
  private void follow(String topic, Device device, StateMessage message) {
    if (device.next().isEmpty() || message.keys().isEmpty()) return;
    StateMessage.Keys said = message.keys().get();
    desks
        .asides()
        .add(
            topic,
            "the keys of " + device.id(),
            () -> DeviceKeys.follow(database, device.id(), said, clock.instant()));
  }

  private void journal(String topic, byte[] payload, Runnable done) {
    boolean[] accepted = {false};
    take(
        topic,
        payload,
        JournalMessage::parse,
        (device, message) -> {
          var batch = new JournalBatch(device.id(), message, clock.instant(), done);
          desks.vitals().clock(device.id(), message.at(), batch.received());
          accepted[0] = desks.journals().offer(batch);
          if (!accepted[0]) refused.add(topic, Refusal.QUEUE_FULL, "", payload.length);
        });
    if (!accepted[0]) done.run();
  }

  void stateOrTelemetry(String topic, byte[] payload, boolean retained, Runnable done) {
    if (topic.endsWith("/state")) {
      take(
          topic,
          payload,
          StateMessage::parse,
          (device, message) -> {
            desks.health().state(device.id(), message, retained);
            follow(topic, device, message);
            desks.vitals().state(device.id(), message, retained, clock.instant());
          });
    } else if (!retained) {
      take(
          topic,
          payload,
          TelemetryMessage::parse,
          (device, message) -> {
            desks.sensors().take(device, message, clock.instant());
            desks.vitals().telemetry(device.id(), message, clock.instant());
          });
    }
    done.run();
  }

  /** One message of a known device, within its rate, if it can be read; counted if not. */
  private <T> void take(
      String topic, byte[] payload, Function<byte[], Parsed<T>> parse, BiConsumer<Device, T> use) {
    Optional<DeviceTopic> from = DeviceTopic.parse(topic);
    if (from.isEmpty()) {
      refused.add(topic, Refusal.UNKNOWN_TOPIC, "", payload.length);
      return;
    }
    Optional<Device> device = devices.find(from.get().device());
    if (device.isEmpty()) {
      refused.add(topic, Refusal.UNKNOWN_DEVICE, "", payload.length);
      return;
    }
    if (!throttle.passes(device.get().id(), clock.instant())) {
      refused.add(topic, Refusal.THROTTLED, "", payload.length);
      return;
    }
    switch (parse.apply(payload)) {
      case Parsed.Good<T>(T message) -> {
        if (!from.get().below().equals("state")) desks.health().heard(device.get().id());
        use.accept(device.get(), message);
      }
      case Parsed.Refused<T>(Refusal why, String detail) ->
          refused.add(topic, why, detail, payload.length);
    }
  }
}
