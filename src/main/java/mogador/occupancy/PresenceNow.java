package mogador.occupancy;

import java.util.Locale;
import java.util.Optional;

/** Whether somebody is there. */
public enum PresenceNow {
  OCCUPIED,
  VACANT,
  /** No sensor, or one that has gone silent: not the same as vacant. */
  UNKNOWN;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in the API, pages' classes and the database. */
  public String code() {
    return code;
  }

  /**
   * What a plan shows of a space: who is there counts before who has booked.
   *
   * @param presence empty for a space that is not watched
   * @return free, booked, occupied or unknown
   */
  public static String shown(Optional<PresenceNow> presence, boolean booked) {
    return presence
        .filter(now -> now != VACANT)
        .map(PresenceNow::code)
        .orElse(booked ? "booked" : "free");
  }
}
