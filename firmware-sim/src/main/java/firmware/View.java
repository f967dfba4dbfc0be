package firmware;

import java.util.Optional;

/** What one sees of a device from outside. */
record View(
    DeviceSpec device,
    boolean connected,
    String boot,
    String journal,
    long first,
    long last,
    int pending,
    long dropped,
    String shows,
    Optional<Listed> list) {

  /** The list a reader goes by, once it was told of one. */
  record Listed(long version, int entries, boolean current, Manifest.Mode mode) {
    static Optional<Listed> of(DoorList list) {
      return list.manifest()
          .map(newest -> new Listed(newest.version(), list.size(), list.isCurrent(), list.mode()));
    }
  }
}
