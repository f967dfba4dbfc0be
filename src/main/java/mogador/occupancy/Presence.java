package mogador.occupancy;

import java.time.Duration;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What the signs about one space add up to. Only the latest sign of each kind from each device is
 * kept, so signs may come in any order and any number of times.
 *
 * @param hold how long somebody who is no longer sensed is taken to be about
 */
public record Presence(
    Duration hold, PMap<String, Presence.Heard> sensors, Instant lastBadge, Instant lastLeft) {
  /** A sensor says every 60 s what it senses; three times silent, it is not believed. */
  public static final Duration SILENCE = Duration.ofMinutes(3);

  /** At a seat: someone fetching a coffee has not left. */
  public static final Duration HOLD_SEAT = Duration.ofMinutes(10);

  /** In a room. */
  public static final Duration HOLD_ROOM = Duration.ofMinutes(5);

  /** The latest signs of one sensor. */
  record Heard(Instant occupied, Instant vacant) {
    static final Heard NOTHING = new Heard(Instant.MIN, Instant.MIN);

    Instant latest() {
      return later(occupied, vacant);
    }

    /** Both at the same instant: rather occupied than offered to somebody else. */
    boolean saysOccupied() {
      return !occupied.isBefore(vacant);
    }
  }

  /** Of a space of which nothing is known yet. */
  public static Presence unknown(Duration hold) {
    return new Presence(hold, HashTreePMap.empty(), Instant.MIN, Instant.MIN);
  }

  /** With a sensor known to be there; until it is heard the space is unknown. */
  public Presence expecting(String sensor) {
    return sensors.containsKey(sensor)
        ? this
        : new Presence(hold, sensors.plus(sensor, Heard.NOTHING), lastBadge, lastLeft);
  }

  public Presence with(Signal signal) {
    Heard heard = sensors.getOrDefault(signal.device(), Heard.NOTHING);
    return switch (signal.kind()) {
      case OCCUPIED ->
          heard(signal, new Heard(later(heard.occupied(), signal.at()), heard.vacant()));
      case VACANT -> heard(signal, new Heard(heard.occupied(), later(heard.vacant(), signal.at())));
      case BADGE -> new Presence(hold, sensors, later(lastBadge, signal.at()), lastLeft);
      case LEFT -> new Presence(hold, sensors, lastBadge, later(lastLeft, signal.at()));
    };
  }

  public PresenceNow at(Instant now) {
    boolean allHeard = !sensors.isEmpty();
    for (Heard heard : sensors.values()) {
      if (isSilent(heard, now)) {
        allHeard = false;
      } else if (heard.saysOccupied() || within(heard.occupied(), hold, now)) {
        return PresenceNow.OCCUPIED;
      }
    }
    if (allHeard) return PresenceNow.VACANT;
    // Whoever went out may have been the last one in, or have left others behind: nobody knows.
    boolean in = within(lastBadge, hold, now) && !lastBadge.isBefore(lastLeft);
    return in ? PresenceNow.OCCUPIED : PresenceNow.UNKNOWN;
  }

  private Presence heard(Signal signal, Heard heard) {
    return new Presence(hold, sensors.plus(signal.device(), heard), lastBadge, lastLeft);
  }

  private static boolean isSilent(Heard heard, Instant now) {
    return !within(heard.latest(), SILENCE, now);
  }

  /** Half-open: exactly that long after, it is over. */
  private static boolean within(Instant since, Duration length, Instant now) {
    return since.isAfter(now.minus(length));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
