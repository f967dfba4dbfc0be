package mogador.alarms;

import java.util.Optional;

/**
 * What an alarm is about: a zone, a credential, a door, or else a device. Two readers of one door
 * tell of the same door.
 *
 * @param device that told of it; empty for a zone, which no single device tells of
 * @param door at which it is, or where the credential was presented last
 * @param credential the first 16 digits of its keyed hash
 * @param zone its code
 */
public record Subject(
    String site,
    String device,
    Optional<String> door,
    Optional<String> credential,
    Optional<String> zone) {
  private static final String CREDENTIAL = "credential/";
  private static final String ZONE = "zone/";
  private static final int DIGITS = 16;

  public static Subject device(String site, String code) {
    return new Subject(site, code, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Subject door(String site, String device, String door) {
    return new Subject(site, device, Optional.of(door), Optional.empty(), Optional.empty());
  }

  /**
   * A credential presented at a door.
   *
   * @param hash its keyed hash, in hexadecimal
   */
  public static Subject credential(String site, String device, String door, String hash) {
    String digits = hash.substring(0, Math.min(DIGITS, hash.length()));
    return new Subject(site, device, Optional.of(door), Optional.of(digits), Optional.empty());
  }

  public static Subject zone(String site, String code) {
    return new Subject(site, "", Optional.empty(), Optional.empty(), Optional.of(code));
  }

  /** As it was kept under its key. */
  static Subject kept(String site, String device, Optional<String> door, String key) {
    return new Subject(site, device, door, after(CREDENTIAL, key), after(ZONE, key));
  }

  /** One for each zone, credential, door and device of a site. */
  String key() {
    if (zone.isPresent()) return ZONE + zone.get();
    if (credential.isPresent()) return CREDENTIAL + credential.get();
    return door.map(code -> "door/" + code).orElse("device/" + device);
  }

  private static Optional<String> after(String prefix, String key) {
    return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
  }
}
