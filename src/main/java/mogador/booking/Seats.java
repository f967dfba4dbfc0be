package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.occupancy.PresenceNow;
import mogador.sites.Sites;
import mogador.sites.Space;

/** What the sensors say of a booking's space. */
final class Seats {
  private final Sites sites;
  private final PresenceBoard board;

  Seats(Sites sites, PresenceBoard board) {
    this.sites = sites;
    this.board = board;
  }

  /** All parts of a space together. */
  sealed interface Seen {}

  /** Somebody is in one of its parts. */
  record Occupied(Instant since) implements Seen {}

  /** Every part of it is watched by a sensor that works, and vacant; all of them since then. */
  record Vacant(Instant since, JsonArray evidence) implements Seen {}

  /** A sensor is missing or silent, which proves nothing. */
  record NotKnown() implements Seen {}

  Seen of(Booking booking) {
    Optional<Space> space = sites.current().spaceById(booking.space());
    if (space.isEmpty()) return new NotKnown();
    Map<Long, PresenceChanged> states = board.all(booking.site());
    var evidence = new JsonArray();
    Instant since = Instant.MIN;
    boolean allVacant = true;
    for (long atom : space.get().atoms()) {
      PresenceChanged state = states.get(atom);
      if (state == null) {
        allVacant = false;
        continue;
      }
      if (state.now() == PresenceNow.OCCUPIED) return new Occupied(state.since());
      allVacant &= state.now() == PresenceNow.VACANT;
      since = state.since().isAfter(since) ? state.since() : since;
      evidence.add(
          new JsonObject()
              .put("atom", atom)
              .put("presence", state.now().code())
              .put("since", state.since().toString()));
    }
    return allVacant ? new Vacant(since, evidence) : new NotKnown();
  }
}
