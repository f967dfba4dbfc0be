package firmware;

import java.util.Locale;
import java.util.Optional;

/**
 * One device to be simulated, as provisioned.
 *
 * @param door a reader's door code, empty for sensors
 * @param space a sensor's space, only to be shown
 * @param commandKey that the server signs its commands with, in hexadecimal
 */
record DeviceSpec(
    String site,
    String code,
    Kind kind,
    Optional<String> door,
    Optional<String> space,
    String password,
    Optional<String> commandKey) {
  enum Kind {
    READER,
    SEAT_SENSOR,
    ROOM_SENSOR;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String code) {
      for (Kind kind : values()) if (kind.code().equals(code)) return Optional.of(kind);
      return Optional.empty();
    }
  }

  /** User name, client id and name on the control page: {@code site/code}. */
  String name() {
    return site + "/" + code;
  }

  String topic(String below) {
    return "mogador/v1/" + name() + "/" + below;
  }

  @Override
  public String toString() {
    return name();
  }
}
