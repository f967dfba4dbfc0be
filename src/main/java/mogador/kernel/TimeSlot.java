package mogador.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A stretch of time, half-open: from {@code start}, included, to {@code end}, excluded. */
public record TimeSlot(Instant start, Instant end) implements Comparable<TimeSlot> {
  public TimeSlot {
    if (!start.isBefore(end)) throw new IllegalArgumentException(end + " is not after " + start);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public boolean contains(TimeSlot other) {
    return !other.start.isBefore(start) && !other.end.isAfter(end);
  }

  /** Back to back is no overlap. */
  public boolean overlaps(TimeSlot other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  public Optional<TimeSlot> intersection(TimeSlot other) {
    return overlaps(other)
        ? Optional.of(new TimeSlot(later(start, other.start), earlier(end, other.end)))
        : Optional.empty();
  }

  public TimeSlot shifted(Duration by) {
    return new TimeSlot(start.plus(by), end.plus(by));
  }

  @Override
  public int compareTo(TimeSlot other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
