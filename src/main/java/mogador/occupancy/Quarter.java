package mogador.occupancy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mogador.kernel.TimeSlot;

/** A quarter of an hour of UTC, which is one of every clock's in use. */
public record Quarter(Instant start) implements Comparable<Quarter> {
  public static final Duration LENGTH = Duration.ofMinutes(15);

  public Quarter {
    if (Math.floorMod(start.toEpochMilli(), LENGTH.toMillis()) != 0) {
      throw new IllegalArgumentException("no quarter begins at " + start);
    }
  }

  /** The one this moment is in. */
  public static Quarter of(Instant moment) {
    long millis = moment.toEpochMilli();
    return new Quarter(Instant.ofEpochMilli(millis - Math.floorMod(millis, LENGTH.toMillis())));
  }

  /** All that a sign tells something about: the one it is in, and those its effect lasts into. */
  static List<Quarter> touched(Instant sign, Duration effect) {
    List<Quarter> touched = new ArrayList<>();
    Instant last = sign.plus(effect);
    for (Quarter quarter = of(sign); !quarter.start().isAfter(last); quarter = quarter.next()) {
      touched.add(quarter);
    }
    return touched;
  }

  public Instant end() {
    return start.plus(LENGTH);
  }

  public Quarter next() {
    return new Quarter(end());
  }

  TimeSlot slot() {
    return new TimeSlot(start, end());
  }

  @Override
  public int compareTo(Quarter other) {
    return start.compareTo(other.start);
  }
}
