package mogador.devices;

import java.util.Optional;

/**
 * Where a message came from.
 *
 * @param below what follows the device's root, e.g. {@code badge} or {@code journal/ack}
 */
record DeviceTopic(DeviceId device, String below) {
  static final String ROOT = "mogador/v1/";

  static Optional<DeviceTopic> parse(String topic) {
    if (!topic.startsWith(ROOT)) return Optional.empty();
    int siteEnd = topic.indexOf('/', ROOT.length());
    int deviceEnd = siteEnd < 0 ? -1 : topic.indexOf('/', siteEnd + 1);
    if (deviceEnd < 0 || deviceEnd == topic.length() - 1) return Optional.empty();
    return DeviceId.of(
            topic.substring(ROOT.length(), siteEnd), topic.substring(siteEnd + 1, deviceEnd))
        .map(device -> new DeviceTopic(device, topic.substring(deviceEnd + 1)));
  }
}
