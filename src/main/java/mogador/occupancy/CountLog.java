package mogador.occupancy;

/** Where what people counters say is kept. */
public interface CountLog {
  /** What a counter has counted by then, whether anybody passed or not. Must not block. */
  void counted(String site, long space, CountReading reading);
}
