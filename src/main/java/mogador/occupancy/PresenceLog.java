package mogador.occupancy;

/** Where changes of what a sensor says are kept. */
public interface PresenceLog {
  /** A device now says something else about a space than before. Must not block. */
  void changed(String site, long space, Signal signal);
}
