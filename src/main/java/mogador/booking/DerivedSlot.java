package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import mogador.kernel.SiteZone;
import mogador.kernel.SiteZone.Reading;
import mogador.kernel.TimeSlot;

/** Local times read anew with the zone rules of today. */
public final class DerivedSlot {
  private DerivedSlot() {}

  /** What they mean now. */
  public sealed interface Meaning {
    record Slot(TimeSlot slot) implements Meaning {}

    /** No slot; {@code why} is a code as in refusals. */
    record None(String why) implements Meaning {}
  }

  /**
   * Reads a slot again. Of a time that exists twice the instant it had counts if it is one of the
   * two, else the earlier; an end is after its start if either is.
   */
  public static Meaning read(SiteZone zone, LocalDateTime from, LocalDateTime to, TimeSlot was) {
    Reading start = zone.read(from);
    Reading end = zone.read(to);
    if (start instanceof Reading.Never || end instanceof Reading.Never) {
      return new Meaning.None("time_does_not_exist");
    }
    Instant starts = instant(start, was.start(), Instant.MIN);
    Instant ends = instant(end, was.end(), starts);
    return starts.isBefore(ends)
        ? new Meaning.Slot(new TimeSlot(starts, ends))
        : new Meaning.None("end_before_start");
  }

  private static Instant instant(Reading reading, Instant was, Instant after) {
    return switch (reading) {
      case Reading.Once(Instant at) -> at;
      case Reading.Twice(Instant earlier, Instant later) -> {
        boolean one = was.equals(earlier) || was.equals(later);
        if (one && was.isAfter(after)) yield was;
        yield earlier.isAfter(after) ? earlier : later;
      }
      case Reading.Never never -> throw new IllegalArgumentException("never");
    };
  }
}
