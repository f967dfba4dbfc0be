package mogador.visits;

import java.time.LocalDateTime;
import java.util.Optional;
import mogador.sites.Network;
import mogador.sites.Space;

/**
 * Who is to come, when and where, as somebody asks for it.
 *
 * @param space the code of where they meet; empty for the entrance
 */
record Wish(Visit.Guest guest, LocalDateTime from, LocalDateTime to, Optional<String> space) {

  /** What a visit is already. */
  static Wish of(Visit visit, Network network) {
    return new Wish(
        visit.guest(),
        visit.from(),
        visit.to(),
        visit.space().flatMap(network::spaceById).map(Space::code));
  }

  Wish at(Optional<String> email) {
    return new Wish(guest.at(email), from, to, space);
  }
}
