package mogador.calendars;

import java.time.Instant;
import java.util.UUID;
import mogador.identity.Person;

/**
 * An address that a calendar subscribes to. Whoever knows it reads the bookings, until it is
 * revoked or its owner loses what it rests on.
 *
 * @param owner who made it
 * @param changedAt when its address was given out
 */
record Feed(UUID id, Person owner, Of of, Instant createdAt, Instant changedAt) {
  /** Whose bookings it shows. */
  sealed interface Of {
    /** The owner's own. */
    record Own() implements Of {}

    /** The members' of a company that the owner is an admin of. */
    record Company(UUID id, String name) implements Of {}

    /** All bookings of a space of a site that the owner manages. */
    record Space(long id) implements Of {}
  }
}
