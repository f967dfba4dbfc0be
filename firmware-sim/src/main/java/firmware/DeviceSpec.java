package firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One device to be simulated, as provisioned.
 *
 * @param door a reader's door code, empty for sensors
 * @param space a sensor's space, only to be shown
 * @param commandKey that the server signs its commands and lists with, in hexadecimal
 * @param credentialKey that credentials are hashed with, in hexadecimal
 */
record DeviceSpec(
    String site,
    String code,
    Kind kind,
    Optional<String> door,
    Optional<String> space,
    String password,
    Optional<String> commandKey,
    Optional<String> credentialKey) {
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

  /** What it subscribes to, below its root. */
  List<String> hears() {
    var topics = new ArrayList<>(List.of("decision", "journal/ack"));
    if (commandKey.isPresent()) topics.add("command");
    boolean hasList = kind == Kind.READER && commandKey.isPresent() && credentialKey.isPresent();
    if (hasList) topics.addAll(List.of("acl", "acl/list"));
    return topics;
  }

  @Override
  public String toString() {
    return name();
  }
}
