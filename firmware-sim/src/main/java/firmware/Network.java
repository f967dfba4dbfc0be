package firmware;

import java.util.Optional;

/**
 * Between the devices and the broker.
 *
 * @param broker {@code tcp://HOST:PORT}, or {@code ssl://HOST:PORT} with {@code tls}
 * @param seed decides what becomes of messages where {@code weather} is not clear
 * @param weather at the start
 */
record Network(String broker, Optional<Tls> tls, long seed, Air.Weather weather) {
  /** Without TLS and in clear air. */
  static Network plain(String broker) {
    return new Network(broker, Optional.empty(), 0, Air.Weather.CLEAR);
  }

  /** The same with another broker: under TLS if its address says so. */
  Network at(String other) {
    if (!other.startsWith("ssl:")) return new Network(other, Optional.empty(), seed, weather);
    Tls secured = tls.orElseGet(() -> Tls.of(Optional.empty(), Optional.empty()));
    return new Network(other, Optional.of(secured), seed, weather);
  }

  Plug plug(DeviceSpec device) {
    return tls.map(it -> it.plug(device)).orElseGet(Cable::new);
  }

  /** Whether a device shows a certificate, and so needs no password. */
  boolean isCertified(DeviceSpec device) {
    return tls.map(it -> it.isCertified(device)).orElse(false);
  }

  Air air(DeviceSpec device) {
    return new Air(Seeds.of(seed, device.name()), weather);
  }
}
