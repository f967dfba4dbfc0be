package mogador.devices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mogador.access.AccessSnapshot;
import mogador.access.AtDoor;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.DecideAccess;
import mogador.access.Decision;
import mogador.access.DecisionWords;
import mogador.access.PhoneTry;
import mogador.access.PinTry;
import mogador.access.Presentation;
import mogador.kernel.LocalText;

/** Answers presentations, from memory alone. */
final class BadgeDesk {
  /** Answers given last, for requests that come twice. */
  private static final int REMEMBERED = 10_000;

  private final Supplier<AccessSnapshot> snapshot;
  private final CredentialHash hash;
  private final SecondFactors factors;
  private final UsedCodes codes;
  private final AtReaders readers;
  private final Predicate<DeviceId> inner;
  private final DeviceEvents events;
  private final MeterRegistry meters;
  private final Map<Request, byte[]> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Request(DeviceId device, String id) {}

  /**
   * Knows of no presentation yet.
   *
   * @param inner whether a reader is on the inner side of its door
   */
  BadgeDesk(
      Supplier<AccessSnapshot> snapshot,
      CredentialHash hash,
      SecondFactors factors,
      UsedCodes codes,
      AtReaders readers,
      Predicate<DeviceId> inner,
      DeviceEvents events,
      MeterRegistry meters) {
    this.snapshot = snapshot;
    this.hash = hash;
    this.factors = factors;
    this.codes = codes;
    this.readers = readers;
    this.inner = inner;
    this.events = events;
    this.meters = meters;
  }

  /**
   * Gives the {@code decision} to send, and tells others only then: someone waits at the door. The
   * same one again for a request that comes again.
   */
  void answer(Device device, BadgeMessage badge, Instant now, Consumer<byte[]> send) {
    var request = new Request(device.id(), badge.request());
    byte[] given;
    synchronized (answers) {
      given = answers.get(request);
    }
    if (given != null) {
      send.accept(given);
      return;
    }
    AccessSnapshot known = snapshot.get();
    Presentation presented = presentation(known, device, badge, now);
    Decision decision = DecideAccess.decide(known, presented, now);
    factors.decided(device.id(), presented, decision, now);
    known
        .door(presented.site(), presented.door())
        .ifPresent(
            door -> readers.decided(device.id(), door, decision, presented.beside().before(), now));
    if (!(decision instanceof Decision.Denied) && isPhone(presented)) {
      codes.used(
          presented.credential(), badge.credential().bytes(), device.id(), badge.request(), now);
    }
    byte[] answer = payload(badge.request(), decision);
    synchronized (answers) {
      answers.put(request, answer);
    }
    send.accept(answer);
    meters.counter("mogador_presentations", "reason", decision.reason()).increment();
    events.publish(
        new DeviceEvent.DecisionMade(
            device.id().site(), device.id().code(), badge.door(), decision, now));
  }

  /** A PIN belongs to the credential presented just before. */
  private Presentation presentation(
      AccessSnapshot known, Device device, BadgeMessage badge, Instant now) {
    PresentedCredential credential = badge.credential();
    String site = device.id().site();
    AtDoor there = readers.at(device.id(), inner.test(device.id()), now);
    if (credential.kind() == CredentialKind.PIN) {
      Optional<CredentialKey> first = factors.before(device.id(), now);
      Optional<UUID> person = first.flatMap(known::personOf);
      if (person.isPresent()) {
        PinTry pin =
            hash.pinTry(person.get(), credential.bytes(), factors.paused(person.get(), now));
        // A phone's code was looked at when it was asked for the PIN.
        AtDoor beside = there.with(pin).with(PhoneTry.FRESH);
        return new Presentation(site, device.door(), badge.door(), first.get(), badge.at(), beside);
      }
    }
    CredentialKey key = credential.key(hash);
    AtDoor beside = there.with(phone(device, badge, key, now));
    return new Presentation(site, device.door(), badge.door(), key, badge.at(), beside);
  }

  private PhoneTry phone(Device device, BadgeMessage badge, CredentialKey key, Instant now) {
    if (key.kind() != CredentialKind.PHONE) return PhoneTry.OVER;
    return codes.look(key, badge.credential().bytes(), device.id(), badge.request(), now);
  }

  private static boolean isPhone(Presentation presented) {
    return presented.credential().kind() == CredentialKind.PHONE
        && presented.beside().pin().isEmpty();
  }

  private static byte[] payload(String request, Decision decision) {
    LocalText words = DecisionWords.of(decision);
    ObjectNode answer =
        MessageReader.JSON
            .createObjectNode()
            .put("request", request)
            .put("granted", !(decision instanceof Decision.Denied))
            .put("reason", decision.reason());
    answer.putObject("message").put("fr", words.fr()).put("ar", words.ar()).put("en", words.en());
    answer.put(
        "unlock_ms",
        switch (decision) {
          case Decision.Granted granted -> granted.unlockMs();
          case Decision.LetOut out -> out.unlockMs();
          case Decision.Denied denied -> 0;
        });
    return bytes(answer);
  }

  static byte[] bytes(ObjectNode object) {
    try {
      return MessageReader.JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
