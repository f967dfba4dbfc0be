package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.RightHistory.Version;
import mogador.kernel.TimeSlot;

/** How a person's rights stood to a door at a moment; what a decision rests on, for people. */
public final class ExplainAccess {
  private static final Duration WEEK = Duration.ofDays(7);

  private ExplainAccess() {}

  /** How far a right was from opening the door. */
  public sealed interface Standing {
    /** It opens the door. */
    record Opens() implements Standing {}

    record NotYet(Duration ahead) implements Standing {}

    record Over(Duration since) implements Standing {}

    /**
     * At other hours of its schedule.
     *
     * @param next when they begin; empty when not within a week
     */
    record OtherHours(String schedule, Optional<Instant> next) implements Standing {}

    /** Withdrawn or changed at that moment; it would have opened the door. */
    record TakenAway(Instant at) implements Standing {}

    /** It leads through other doors. */
    record OtherDoors() implements Standing {}
  }

  /** A right and how it stood. */
  public record Remark(AccessRight right, Standing standing) {}

  /** How each right stood, the nearest to opening the door first. */
  public static List<Remark> at(Doorway door, List<Version> versions, Instant at) {
    return versions.stream()
        .flatMap(version -> remark(door, versions, version, at).stream())
        .sorted(
            Comparator.<Remark>comparingInt(remark -> rank(remark.standing()))
                .thenComparing(remark -> distance(remark.standing()))
                .thenComparing(remark -> remark.right().id()))
        .toList();
  }

  private static Optional<Remark> remark(
      Doorway door, List<Version> versions, Version version, Instant at) {
    AccessRight right = version.right();
    if (version.stood(at)) return Optional.of(new Remark(right, standing(door, right, at)));
    Optional<Instant> gone = version.until().filter(until -> !until.isAfter(at));
    boolean missed = gone.isPresent() && door.leadsTo(right) && right.holds(at);
    boolean lives = versions.stream().anyMatch(v -> v.stood(at) && isSame(v, right.id()));
    return missed && !lives
        ? gone.map(until -> new Remark(right, new Standing.TakenAway(until)))
        : Optional.empty();
  }

  private static boolean isSame(Version version, UUID right) {
    return version.right().id().equals(right);
  }

  static Standing standing(Doorway door, AccessRight right, Instant at) {
    if (!door.leadsTo(right)) return new Standing.OtherDoors();
    TimeSlot during = right.during();
    if (at.isBefore(during.start())) {
      return new Standing.NotYet(Duration.between(at, during.start()));
    }
    if (!at.isBefore(during.end())) return new Standing.Over(Duration.between(during.end(), at));
    if (right.holds(at)) return new Standing.Opens();
    Optional<Instant> next =
        right.windows(new TimeSlot(at, at.plus(WEEK))).stream().map(TimeSlot::start).findFirst();
    return new Standing.OtherHours(right.hours().map(WeeklySchedule::name).orElse(""), next);
  }

  private static int rank(Standing standing) {
    return switch (standing) {
      case Standing.Opens opens -> 0;
      case Standing.TakenAway gone -> 1;
      case Standing.OtherHours hours -> 2;
      case Standing.NotYet wait -> 3;
      case Standing.Over over -> 3;
      case Standing.OtherDoors doors -> 4;
    };
  }

  private static Duration distance(Standing standing) {
    return switch (standing) {
      case Standing.NotYet(Duration ahead) -> ahead;
      case Standing.Over(Duration since) -> since;
      case Standing.Opens opens -> Duration.ZERO;
      case Standing.TakenAway gone -> Duration.ZERO;
      case Standing.OtherHours hours -> Duration.ZERO;
      case Standing.OtherDoors doors -> Duration.ZERO;
    };
  }
}
