package mogador.devices;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.Decision;
import mogador.access.DenialReason;
import mogador.access.Presentation;
import mogador.platform.Ids;

/**
 * Who was asked for a PIN at which reader, and who typed wrong ones. What is presented comes to any
 * of the servers, so each tells the others; one that does not hear asks for the badge again.
 */
final class SecondFactors {
  /** The notification channel. */
  static final String CHANNEL = "second_factor";

  static final Duration WAITS = Duration.ofSeconds(20);
  static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int TRIES = 5;
  private static final int MOST = 10_000;

  private record First(CredentialKey credential, Instant at) {}

  private final Consumer<String> tell;
  private final Map<DeviceId, First> firsts = new HashMap<>();
  private final Map<UUID, TreeSet<Instant>> wrong = new HashMap<>();

  /**
   * Knows of nobody yet.
   *
   * @param tell the other servers, without waiting
   */
  SecondFactors(Consumer<String> tell) {
    this.tell = tell;
  }

  /** The credential for which a PIN was asked at this reader within 20 s. */
  synchronized Optional<CredentialKey> before(DeviceId reader, Instant now) {
    return Optional.ofNullable(firsts.get(reader))
        .filter(first -> !now.isAfter(first.at().plus(WAITS)))
        .map(First::credential);
  }

  /** Whether this person's PIN rests: for 10 minutes after 5 wrong ones within 10 minutes. */
  synchronized boolean paused(UUID person, Instant now) {
    return isPaused(List.copyOf(wrong.getOrDefault(person, new TreeSet<>())), now);
  }

  static boolean isPaused(List<Instant> wrong, Instant now) {
    for (int last = TRIES - 1; last < wrong.size(); last++) {
      Instant fifth = wrong.get(last);
      boolean together = !fifth.isAfter(wrong.get(last - TRIES + 1).plus(PAUSE));
      if (together && now.isBefore(fifth.plus(PAUSE))) return true;
    }
    return false;
  }

  /** To be told of every decision. */
  void decided(DeviceId reader, Presentation presented, Decision decision, Instant now) {
    if (decision instanceof Decision.Denied(DenialReason why, Optional<UUID> person)) {
      if (why == DenialReason.SECOND_FACTOR_NEEDED) {
        needed(reader, new First(presented.credential(), now));
        tell.accept(
            json(reader, now)
                .put("kind", presented.credential().kind().code())
                .put("hash", HexFormat.of().formatHex(presented.credential().hash()))
                .encode());
      } else if (why == DenialReason.WRONG_PIN && person.isPresent()) {
        missed(person.get(), now);
        tell.accept(json(reader, now).put("person", person.get().toString()).encode());
      }
    } else if (presented.beside().pin().isPresent()) {
      used(reader, now);
      tell.accept(json(reader, now).put("used", true).encode());
    }
  }

  /** What another server tells, or this one told itself; what cannot be read is let be. */
  void heard(String payload) {
    try {
      var json = new JsonObject(payload);
      var reader = new DeviceId(json.getString("site", ""), json.getString("device", ""));
      Instant at = Instant.ofEpochMilli(json.getLong("at", 0L));
      if (json.containsKey("hash")) {
        CredentialKind kind = CredentialKind.of(json.getString("kind", "")).orElseThrow();
        byte[] hash = HexFormat.of().parseHex(json.getString("hash"));
        needed(reader, new First(CredentialKey.of(kind, hash), at));
      } else if (json.containsKey("person")) {
        Ids.parse(json.getString("person")).ifPresent(person -> missed(person, at));
      } else if (json.getBoolean("used", false)) {
        used(reader, at);
      }
    } catch (DecodeException
        | IllegalArgumentException
        | ClassCastException
        | java.util.NoSuchElementException e) {
      // Only a server of ours writes here.
    }
  }

  private synchronized void needed(DeviceId reader, First first) {
    if (firsts.size() >= MOST) {
      firsts.values().removeIf(old -> first.at().isAfter(old.at().plus(WAITS)));
    }
    firsts.merge(reader, first, (old, next) -> next.at().isBefore(old.at()) ? old : next);
  }

  private synchronized void missed(UUID person, Instant at) {
    if (wrong.size() >= MOST) wrong.values().removeIf(old -> old.last().isBefore(at.minus(PAUSE)));
    TreeSet<Instant> tries = wrong.computeIfAbsent(person, one -> new TreeSet<>());
    tries.add(at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    tries.headSet(at.minus(PAUSE.multipliedBy(2))).clear();
  }

  private synchronized void used(DeviceId reader, Instant at) {
    First first = firsts.get(reader);
    if (first != null && !first.at().isAfter(at)) firsts.remove(reader);
  }

  private static JsonObject json(DeviceId reader, Instant at) {
    return new JsonObject()
        .put("site", reader.site())
        .put("device", reader.code())
        .put("at", at.toEpochMilli());
  }
}
