package mogador.muster;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who is taken to be inside.
 *
 * @param at when they were last seen there
 */
record Seen(UUID person, Where where, Instant at, Confidence confidence) {

  /** Where somebody was last seen. */
  sealed interface Where {
    record AtDoor(String door) implements Where {}

    record InSpace(long space) implements Where {}

    record AtDesk() implements Where {}
  }
}
