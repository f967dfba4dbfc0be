package mogador.sites;

import java.util.Locale;

/** What a device senses. */
public enum DeviceKind {
  READER,
  SEAT_SENSOR,
  ROOM_SENSOR,
  PEOPLE_COUNTER;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in site files and the database, e.g. {@code seat_sensor}. */
  public String code() {
    return code;
  }
}
