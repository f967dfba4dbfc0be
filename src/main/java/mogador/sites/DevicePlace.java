package mogador.sites;

import java.util.Optional;

/**
 * Where a device is.
 *
 * @param door the door a reader is at
 * @param space the code of the space a sensor watches
 * @param inner whether a reader is on the inner side of its door, for those who go out
 */
public record DevicePlace(
    String code, DeviceKind kind, Optional<String> door, Optional<String> space, boolean inner) {
  public static DevicePlace reader(String code, String door, boolean inner) {
    return new DevicePlace(code, DeviceKind.READER, Optional.of(door), Optional.empty(), inner);
  }

  public static DevicePlace sensor(String code, DeviceKind kind, String space) {
    return new DevicePlace(code, kind, Optional.empty(), Optional.of(space), false);
  }
}
