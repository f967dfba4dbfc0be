package mogador.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.audit.AuditLink.Personal;

/**
 * Follows a chain link by link, and says where it first breaks. Holds no more than the last hash.
 */
final class ChainCheck {
  private final Map<Long, String> noted;
  private AuditHead last;

  /**
   * Begins behind a head, mostly {@link AuditHead#START}.
   *
   * @param noted hashes known from elsewhere, by number
   */
  ChainCheck(AuditHead from, Map<Long, String> noted) {
    this.last = from;
    this.noted = Map.copyOf(noted);
  }

  /** Up to where the chain is whole. */
  AuditHead last() {
    return last;
  }

  /**
   * Looks at the next link.
   *
   * @param personal its personal fields that are still there
   */
  Optional<BrokenLink> next(AuditLink link, List<Personal> personal) {
    long expected = last.number() + 1;
    if (link.number() != expected) return broken(expected, Optional.empty(), AuditFault.MISSING);
    Optional<Instant> at = Optional.of(link.at());
    if (!AuditChain.hash(last.hash(), link).equals(link.hash())) {
      return broken(expected, at, AuditFault.ALTERED);
    }
    if (!noted.getOrDefault(expected, link.hash()).equals(link.hash())) {
      return broken(expected, at, AuditFault.REWRITTEN);
    }
    if (!agree(link, personal)) return broken(expected, at, AuditFault.PERSONAL);
    last = new AuditHead(expected, link.hash());
    return Optional.empty();
  }

  /** After the last link: whether the chain ends as its head says, and as was noted. */
  Optional<BrokenLink> end(AuditHead head) {
    long beyond = noted.keySet().stream().mapToLong(number -> number).max().orElse(0);
    if (Math.max(head.number(), beyond) > last.number()) {
      return broken(last.number() + 1, Optional.empty(), AuditFault.MISSING);
    }
    return head.equals(last)
        ? Optional.empty()
        : broken(last.number(), Optional.empty(), AuditFault.HEAD);
  }

  private static Optional<BrokenLink> broken(long number, Optional<Instant> at, AuditFault fault) {
    return Optional.of(new BrokenLink(number, at, fault));
  }

  private static boolean agree(AuditLink link, List<Personal> personal) {
    if (personal.isEmpty()) return true;
    try {
      var commitments = new JsonObject(link.commitments());
      return personal.stream()
          .allMatch(
              one ->
                  one.number() == link.number()
                      && one.at().equals(link.at())
                      && AuditChain.commitment(one.salt(), one.value())
                          .equals(commitments.getString(one.field())));
    } catch (DecodeException | ClassCastException e) {
      return false;
    }
  }
}
