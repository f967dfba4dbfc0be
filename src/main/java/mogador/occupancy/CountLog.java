package mogador.occupancy;

/** Where what people counters say is kept. */
public interface CountLog {
  /** A counter has seen somebody pass, or started. Must not block. */
  void counted(String site, long space, CountReading reading);
}
