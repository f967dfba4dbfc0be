package mogador.devices;

import java.util.Optional;
import mogador.sites.DeviceKind;

/**
 * A device as the network knows it.
 *
 * @param door a reader's door, by its code
 * @param space a sensor's space, by its id
 * @param secretHash of its password, in hexadecimal; empty when it may not connect
 * @param next a newer password that it may have, and was not seen to use
 */
record Device(
    DeviceId id,
    Optional<String> door,
    Optional<Long> space,
    DeviceKind kind,
    Optional<String> secretHash,
    Optional<Next> next) {
  /** A password by its number and hash. */
  record Next(int number, String secretHash) {}

  Device(DeviceId id, Optional<String> door, Optional<Long> space, Optional<String> secretHash) {
    this(
        id,
        door,
        space,
        space.isPresent() ? DeviceKind.SEAT_SENSOR : DeviceKind.READER,
        secretHash,
        Optional.empty());
  }

  /** Whether this password lets it in. */
  boolean isLetIn(String password) {
    return secretHash.filter(hash -> DevicePasswords.matches(password, hash)).isPresent()
        || next.filter(newer -> DevicePasswords.matches(password, newer.secretHash())).isPresent();
  }
}
