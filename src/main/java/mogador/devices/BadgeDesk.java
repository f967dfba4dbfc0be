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
import java.util.function.Supplier;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.DecideAccess;
import mogador.access.Decision;
import mogador.access.DecisionWords;
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

  BadgeDesk(
      Supplier<AccessSnapshot> snapshot,
      CredentialHash hash,
      SecondFactors factors,
      DeviceEvents events,
      MeterRegistry meters) {
    this.snapshot = snapshot;
    this.hash = hash;
    this.factors = factors;
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
    if (credential.kind() == CredentialKind.PIN) {
      Optional<CredentialKey> first = factors.before(device.id(), now);
      Optional<UUID> person = first.flatMap(known::personOf);
      if (person.isPresent()) {
        PinTry pin =
            hash.pinTry(person.get(), credential.bytes(), factors.paused(person.get(), now));
        return new Presentation(
            site, device.door(), badge.door(), first.get(), badge.at(), Optional.of(pin));
      }
    }
    return new Presentation(site, device.door(), badge.door(), credential.key(hash), badge.at());
  }

  private static byte[] payload(String request, Decision decision) {
    LocalText words = DecisionWords.of(decision);
    ObjectNode answer =
        MessageReader.JSON
            .createObjectNode()
            .put("request", request)
            .put("granted", decision instanceof Decision.Granted)
            .put("reason", decision.reason());
    answer.putObject("message").put("fr", words.fr()).put("ar", words.ar()).put("en", words.en());
    answer.put("unlock_ms", decision instanceof Decision.Granted granted ? granted.unlockMs() : 0);
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
