package mogador.reporting;

import java.time.Instant;
import java.util.Optional;
import mogador.kernel.TimeSlot;

/**
 * A booking whose time is over.
 *
 * @param slot as it was promised, also if some of it was given back
 * @param heldUntil when its space was free for others: the slot's end, or earlier
 * @param released whether the rules gave it back, for nobody had come
 * @param came when its holder was first seen by a door, a sensor or a hand
 */
record BookedThen(TimeSlot slot, Instant heldUntil, boolean released, Optional<Instant> came) {
  BookedThen {
    if (heldUntil.isBefore(slot.start()) || heldUntil.isAfter(slot.end())) {
      throw new IllegalArgumentException(slot + " was held until " + heldUntil);
    }
  }
}
