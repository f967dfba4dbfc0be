package mogador.devices;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mogador.access.AtDoor;
import mogador.access.Companion;
import mogador.access.Decision;
import mogador.access.DenialReason;
import mogador.access.Doorway;
import mogador.access.Reset;
import mogador.access.Whereabouts;
import mogador.platform.Ids;

/**
 * Who was just let in at which reader or waits there for a second person, and who is in which zone.
 * What is presented comes to any of the servers, so each tells the others.
 */
final class AtReaders {
  /** The notification channel. */
  static final String CHANNEL = "passage";

  /** How long whoever comes next goes in with them. */
  static final Duration TOGETHER = Duration.ofSeconds(30);

  private static final int MOST = 10_000;

  private record Before(Companion who, Instant at) {}

  private final Predicate<String> counts;
  private final Predicate<String> together;
  private final Consumer<String> tell;
  private final Map<DeviceId, Before> before = new HashMap<>();
  private Whereabouts inside = Whereabouts.UNKNOWN;

  /**
   * Knows of nobody yet.
   *
   * @param counts whether a site has a zone that must know who is in it
   * @param together whether it matters at a site who came before whom
   * @param tell the other servers, without waiting
   */
  AtReaders(Predicate<String> counts, Predicate<String> together, Consumer<String> tell) {
    this.counts = counts;
    this.together = together;
    this.tell = tell;
  }

  /** Who was at this reader within 30 s and may take somebody along. */
  synchronized Optional<Companion> before(DeviceId reader, Instant now) {
    return Optional.ofNullable(before.get(reader))
        .filter(one -> !now.isAfter(one.at().plus(TOGETHER)))
        .map(Before::who);
  }

  synchronized Whereabouts inside() {
    return inside;
  }

  /** What is presented at a reader now, with all that is known there. */
  AtDoor at(DeviceId reader, boolean inner, Instant now) {
    return AtDoor.NOTHING.from(inner).after(before(reader, now)).amid(inside());
  }

  /** Somebody went through a door of a site that counts people; every server hears of it. */
  void passed(DeviceId reader, Whereabouts.Passage passage) {
    if (!counts.test(passage.site())) return;
    keep(passage);
    tell.accept(
        new JsonObject()
            .put("site", passage.site())
            .put("device", reader.code())
            .put("door", passage.door())
            .put("zone", passage.zone())
            .put("person", passage.person().toString())
            .put("at", passage.at().toEpochMilli())
            .encode());
  }

  synchronized void keep(Whereabouts.Passage passage) {
    inside = inside.with(passage);
  }

  synchronized void keep(Reset reset) {
    inside = inside.with(reset);
  }

  /**
   * To be told of every decision.
   *
   * @param beside who was there just before, as it was decided with
   */
  void decided(
      DeviceId reader, Doorway door, Decision decision, Optional<Companion> beside, Instant now) {
    switch (decision) {
      case Decision.Granted granted -> {
        boolean mayTakeAlong = !granted.right().escorted();
        if (mayTakeAlong) stands(reader, new Companion(granted.person(), false), now);
        goes(reader, door, door.leads().to(), granted.person(), now);
        if (door.leads().rules().twoPersons()) {
          beside
              .filter(Companion::waiting)
              .ifPresent(other -> goes(reader, door, door.leads().to(), other.person(), now));
        }
      }
      case Decision.LetOut out -> goes(reader, door, door.leads().from(), out.person(), now);
      case Decision.Denied(DenialReason why, var person) -> {
        if (why == DenialReason.SECOND_PERSON_NEEDED && person.isPresent()) {
          stands(reader, new Companion(person.get(), true), now);
        }
      }
    }
  }

  /** What another server tells, or this one told itself; what cannot be read is let be. */
  void heard(String payload) {
    try {
      var json = new JsonObject(payload);
      Instant at = Instant.ofEpochMilli(json.getLong("at", 0L));
      var reader = new DeviceId(json.getString("site", ""), json.getString("device", ""));
      Ids.parse(json.getString("person", ""))
          .ifPresent(
              person -> {
                if (json.containsKey("zone")) {
                  keep(
                      new Whereabouts.Passage(
                          person,
                          reader.site(),
                          json.getString("zone"),
                          json.getString("door", ""),
                          at));
                } else {
                  keep(reader, new Before(new Companion(person, json.getBoolean("waiting")), at));
                }
              });
    } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
      // Only a server of ours writes here.
    }
  }

  private void goes(DeviceId reader, Doorway door, String zone, UUID person, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    passed(reader, new Whereabouts.Passage(person, door.site(), zone, door.door(), at));
  }

  private void stands(DeviceId reader, Companion who, Instant now) {
    if (!together.test(reader.site())) return;
    keep(reader, new Before(who, now));
    tell.accept(
        new JsonObject()
            .put("site", reader.site())
            .put("device", reader.code())
            .put("person", who.person().toString())
            .put("waiting", who.waiting())
            .put("at", now.toEpochMilli())
            .encode());
  }

  private synchronized void keep(DeviceId reader, Before one) {
    if (before.size() >= MOST) {
      before.values().removeIf(old -> one.at().isAfter(old.at().plus(TOGETHER)));
    }
    before.merge(reader, one, (old, next) -> next.at().isBefore(old.at()) ? old : next);
  }
}
