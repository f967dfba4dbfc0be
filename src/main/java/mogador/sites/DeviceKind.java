package mogador.sites;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a device senses. */
public enum DeviceKind {
  READER,
  SEAT_SENSOR,
  ROOM_SENSOR,
  PEOPLE_COUNTER,
  /** Of doors and windows, also readers of other makes that let in by themselves; never our own. */
  DOOR_CONTACT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** Whether it says that somebody is in its space, or nobody. */
  public boolean sensesPresence() {
    return this == SEAT_SENSOR || this == ROOM_SENSOR;
  }

  /** Whether there are devices of the kind that speak our own protocol. */
  public boolean isOwn() {
    return this != DOOR_CONTACT;
  }

  public static Optional<DeviceKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** As in site files and the database, e.g. {@code seat_sensor}. */
  public String code() {
    return code;
  }
}
