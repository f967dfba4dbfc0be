package mogador.muster;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/** A sign that a person is at a site, or has left it. Signs come late and in any order. */
sealed interface Sign {
  UUID person();

  /**
   * Let in at a door.
   *
   * @param opened whether the door was then seen to open
   */
  record LetIn(UUID person, String door, boolean opened, Instant at) implements Sign {}

  /**
   * Has, or had, a space for a time.
   *
   * @param space its id
   * @param came when they were first seen for it, if they were
   */
  record Booked(UUID person, long space, TimeSlot slot, Optional<Instant> came) implements Sign {}

  /** A visitor received at the desk. */
  record Received(UUID person, Instant at) implements Sign {}

  /** Somebody said, or saw, that they have left. */
  record Left(UUID person, Instant at) implements Sign {}
}
