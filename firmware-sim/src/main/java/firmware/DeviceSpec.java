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
 * @param server where it exchanged its code, and fetches newer keys
 * @param broker that the server told it of
 * @param keys the number of its password; 0 if it was not fetched
 */
record DeviceSpec(
    String site,
    String code,
    Kind kind,
    Optional<String> door,
    Optional<String> space,
    String password,
    Optional<String> commandKey,
    Optional<String> credentialKey,
    Optional<String> server,
    Optional<String> broker,
    int keys) {
  enum Kind {
    READER,
    SEAT_SENSOR,
    ROOM_SENSOR,
    PEOPLE_COUNTER;

    /** Whether it says if somebody is there. */
    boolean senses() {
      return this == SEAT_SENSOR || this == ROOM_SENSOR;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String code) {
      for (Kind kind : values()) if (kind.code().equals(code)) return Optional.of(kind);
      return Optional.empty();
    }
  }

  /** One that did not fetch its password itself. */
  DeviceSpec(
      String site,
      String code,
      Kind kind,
      Optional<String> door,
      Optional<String> space,
      String password,
      Optional<String> commandKey,
      Optional<String> credentialKey) {
    this(
        site,
        code,
        kind,
        door,
        space,
        password,
        commandKey,
        credentialKey,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** The same with another password. */
  DeviceSpec with(Keyring.Keys keys) {
    return new DeviceSpec(
        site,
        code,
        kind,
        door,
        space,
        keys.password(),
        keys.commandKey(),
        credentialKey,
        server,
        broker,
        keys.number());
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
