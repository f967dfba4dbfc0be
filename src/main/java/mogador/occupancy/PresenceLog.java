package mogador.occupancy;

/** Where what sensors say is kept. */
public interface PresenceLog {
  /** A device has said something about a space, maybe the same as before. Must not block. */
  void heard(String site, long space, Signal signal);
}
