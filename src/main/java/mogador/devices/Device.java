package mogador.devices;

import java.util.Optional;

/**
 * A device as the network knows it.
 *
 * @param door a reader's door, by its code
 * @param space a sensor's space, by its id
 * @param secretHash of its password, in hexadecimal; empty when it may not connect
 */
record Device(
    DeviceId id, Optional<String> door, Optional<Long> space, Optional<String> secretHash) {}
