package mogador.alarms;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An alarm, for people to read.
 *
 * @param subject what it is about, and who told of it last
 * @param happenedAt its first cause
 * @param raisedAt when the server heard of that
 * @param late all its causes were heard of long after they happened
 * @param count its causes so far
 * @param lastAt its latest cause
 * @param overAt when its cause was heard to have ended
 * @param acknowledged by whom, and when
 * @param cleared when; by nobody if by itself
 */
public record Alarm(
    UUID id,
    AlarmKind kind,
    Subject subject,
    Instant happenedAt,
    Instant raisedAt,
    boolean late,
    int count,
    Instant lastAt,
    Optional<Instant> overAt,
    Optional<Step> acknowledged,
    Optional<Step> cleared) {
  /** Something done to it; {@code by} is a name, or an address where there is none. */
  public record Step(Instant at, Optional<String> by) {}

  public boolean isOpen() {
    return cleared.isEmpty();
  }

  /** Whether it is to be heard: new, grave enough, and seen by nobody yet. */
  public boolean rings() {
    return isOpen()
        && !late
        && acknowledged.isEmpty()
        && kind.severity() != AlarmKind.Severity.NOTICE;
  }
}
