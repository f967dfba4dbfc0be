package mogador.devices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mogador.occupancy.CountReading;
import mogador.occupancy.Signal;

/**
 * What a sensor behind another network has to say.
 *
 * @param device its code
 * @param heard when it was last heard
 * @param alive whether it is not yet missed
 * @param signs of presence, maybe told before
 */
public record Sensed(
    String site,
    String device,
    Instant heard,
    boolean alive,
    List<Signal> signs,
    Optional<CountReading> count,
    Optional<Integer> battery) {
  public Sensed {
    signs = List.copyOf(signs);
  }
}
