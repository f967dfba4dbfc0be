package mogador.visits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mogador.kernel.TimeSlot;

/** Within which bounds people are invited. Pure. */
final class VisitRules {
  static final Duration LONGEST = Duration.ofDays(1);
  static final Duration HORIZON = Duration.ofDays(90);
  static final int MOST_OPEN = 20;

  private VisitRules() {}

  /** Why an invitation is refused. */
  enum Refusal {
    ENDS_BEFORE_START("to"),
    TOO_LONG("to"),
    OVER("to"),
    TOO_FAR_AHEAD("from"),
    TOO_MANY(""),
    NOT_THERE_THEN("from"),
    NOT_YOUR_SPACE("space");

    private final String field;

    Refusal(String field) {
      this.field = field;
    }

    /** What of the invitation is refused, as the contract names it; empty for all of it. */
    Optional<String> field() {
      return Optional.of(field).filter(name -> !name.isEmpty());
    }

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What a host may do.
   *
   * @param there whether they have a right to the site themselves while the visit lasts
   * @param spaces that are theirs all the while
   * @param open invitations of theirs, this one not counted
   * @param desk whether they manage the site, which is bound by the times alone
   */
  record Host(boolean there, Set<Long> spaces, int open, boolean desk) {}

  static Optional<Refusal> check(
      Instant start, Instant end, Optional<Long> space, Host host, Instant now) {
    if (!start.isBefore(end)) return Optional.of(Refusal.ENDS_BEFORE_START);
    var slot = new TimeSlot(start, end);
    if (slot.length().compareTo(LONGEST) > 0) return Optional.of(Refusal.TOO_LONG);
    if (!end.isAfter(now)) return Optional.of(Refusal.OVER);
    if (start.isAfter(now.plus(HORIZON))) return Optional.of(Refusal.TOO_FAR_AHEAD);
    if (host.desk()) return Optional.empty();
    if (host.open() >= MOST_OPEN) return Optional.of(Refusal.TOO_MANY);
    if (!host.there()) return Optional.of(Refusal.NOT_THERE_THEN);
    return space.filter(id -> !host.spaces().contains(id)).map(id -> Refusal.NOT_YOUR_SPACE);
  }
}
