package mogador.alarms;

import java.util.Optional;

/**
 * What an alarm is about: a door, or else a device. Two readers of one door tell of the same door.
 *
 * @param device that told of it
 */
public record Subject(String site, String device, Optional<String> door) {
  public static Subject device(String site, String code) {
    return new Subject(site, code, Optional.empty());
  }

  public static Subject door(String site, String device, String door) {
    return new Subject(site, device, Optional.of(door));
  }

  /** One for each door and device of a site. */
  String key() {
    return door.map(code -> "door/" + code).orElse("device/" + device);
  }
}
