package mogador.devices;

import java.util.Optional;
import java.util.Set;
import mogador.platform.BrokerGuard;

/** A device may say and hear only what is below its own root, each in its direction. */
public final class DeviceGuard implements BrokerGuard {
  private static final Set<String> SAYS =
      Set.of("state", "badge", "journal", "telemetry", "command/ack", "acl/request", "update");
  private static final Set<String> HEARS =
      Set.of("decision", "journal/ack", "command", "acl", "acl/list");

  private final DeviceRegistry devices;

  public DeviceGuard(DeviceRegistry devices) {
    this.devices = devices;
  }

  /** What a device may publish, below its root. */
  public static Set<String> says() {
    return SAYS;
  }

  /** What a device may subscribe to, as filters below its root. */
  public static Set<String> hears() {
    return HEARS;
  }

  @Override
  public boolean authenticate(String user, String password, String clientId) {
    return user.equals(clientId)
        && DeviceId.parse(user)
            .flatMap(devices::find)
            .filter(device -> device.isLetIn(password))
            .isPresent();
  }

  @Override
  public boolean authenticateCertified(String name, String clientId) {
    return name.equals(clientId) && DeviceId.parse(name).flatMap(devices::find).isPresent();
  }

  @Override
  public boolean mayPublish(String user, String topic) {
    // Also on a connection that was made before it was locked out.
    return SAYS.contains(below(user, topic).orElse(""))
        && DeviceId.parse(user).flatMap(devices::find).isPresent();
  }

  @Override
  public boolean maySubscribe(String user, String filter) {
    return HEARS.contains(below(user, filter).orElse(""));
  }

  /**
   * What follows the device's own root; empty for anything else, wildcards in the root included.
   */
  private static Optional<String> below(String user, String topic) {
    return DeviceTopic.parse(topic)
        .filter(parsed -> parsed.device().toString().equals(user))
        .map(DeviceTopic::below);
  }
}
