package mogador.access;

import java.time.Instant;
import java.util.UUID;

/** From a moment on it is not known where somebody is, or who is in a zone. */
public sealed interface Reset {
  String site();

  /** What was seen until then, this instant included, does not count. */
  Instant at();

  /** Of one person, wherever at the site they were seen. */
  record OfPerson(String site, UUID person, Instant at) implements Reset {}

  /** Of everybody who was last seen to go into a zone. */
  record OfZone(String site, String zone, Instant at) implements Reset {}
}
