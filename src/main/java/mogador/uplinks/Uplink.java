package mogador.uplinks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One message of a sensor, as a network server passes it on.
 *
 * @param eui the device's own, 16 hexadecimal digits in lower case
 * @param application whose device it is in its network
 * @param name of the device in its network
 * @param model the device's profile there; empty where it is not told
 * @param at when the network received it, as it says
 * @param port of LoRaWAN; 0 where it is left out
 * @param frame the frame counter; 0 where it is left out
 * @param payload its bytes in hexadecimal
 * @param decoded what the network itself made of the bytes
 * @param key the same for one message however often it comes, and no other's of the device
 */
record Uplink(
    String eui,
    String application,
    String name,
    String model,
    Optional<Instant> at,
    int port,
    long frame,
    String payload,
    Map<String, Value> decoded,
    String key) {
  /** More than LoRaWAN has room for. */
  static final int GREATEST_PAYLOAD = 256;

  /** More fields of a message are not looked at. */
  static final int FIELDS = 40;

  Uplink {
    decoded = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(decoded));
  }

  /** What bytes from a network server turn out to be. */
  sealed interface Read {
    record Good(Uplink uplink) implements Read {}

    /**
     * No uplink.
     *
     * @param why as it is counted, such as {@code not_json}
     */
    record Refused(String why) implements Read {}
  }
}
