package mogador.devices;

import java.util.Optional;
import java.util.regex.Pattern;

/** A device's name in the network; as {@code site/code} it is its user name and client id. */
record DeviceId(String site, String code) {
  private static final Pattern SITE = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  static Optional<DeviceId> of(String site, String code) {
    return SITE.matcher(site).matches() && CODE.matcher(code).matches()
        ? Optional.of(new DeviceId(site, code))
        : Optional.empty();
  }

  /** From a user name. */
  static Optional<DeviceId> parse(String user) {
    int slash = user.indexOf('/');
    return slash < 0 ? Optional.empty() : of(user.substring(0, slash), user.substring(slash + 1));
  }

  /** The topic this far below the device's root. */
  String topic(String below) {
    return DeviceTopic.ROOT + site + "/" + code + "/" + below;
  }

  @Override
  public String toString() {
    return site + "/" + code;
  }
}
