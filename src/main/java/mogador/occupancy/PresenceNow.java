package mogador.occupancy;

import java.util.Locale;

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
}
