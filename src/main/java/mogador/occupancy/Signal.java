package mogador.occupancy;

import java.time.Instant;

/**
 * One sign of somebody being there or not.
 *
 * @param device the code of the sensor, or of the reader at the space's own door
 * @param at when it was so; a later sign of the same device counts for more
 */
public record Signal(String device, Kind kind, Instant at) {
  /** What was sensed. */
  public enum Kind {
    OCCUPIED,
    VACANT,
    /** Somebody was let in at the space's own door. */
    BADGE,
    /** Somebody went out by it. */
    LEFT;

    /** Whether a sensor says so again and again, and is missed when it does not. */
    boolean isSensed() {
      return this == OCCUPIED || this == VACANT;
    }
  }
}
