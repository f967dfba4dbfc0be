package mogador.booking;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mogador.kernel.SiteZone;
import mogador.kernel.SiteZone.Reading;

/** A wall-clock time someone asked for, and what it means at a site. */
sealed interface AskedTime {
  Pattern SHAPE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2})?)(Z|[+-]\\d{2}:\\d{2})?");

  /** One moment. */
  record Meant(LocalDateTime local, Instant at) implements AskedTime {}

  /** No moment, or not one only; {@code text} says why, {@code code} is stable. */
  record Unclear(String code, String text) implements AskedTime {}

  /**
   * Reads a site-local time such as {@code 2026-12-01T09:00}. Where clocks are set back a time
   * exists twice and needs its offset: {@code 2026-09-20T01:30+01:00}.
   */
  static AskedTime read(String text, SiteZone zone) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return new Unclear("invalid_time", "“" + text + "” is not a time like 2026-12-01T09:00.");
    }
    try {
      LocalDateTime local = LocalDateTime.parse(parts.group(1));
      if (local.getYear() < 2000 || local.getYear() > 2099) {
        return new Unclear("invalid_time", "The year is from 2000 to 2099.");
      }
      return meant(local, Optional.ofNullable(parts.group(2)).map(ZoneOffset::of), zone);
    } catch (DateTimeException e) {
      return new Unclear("invalid_time", "“" + text + "” is not a date and time that exists.");
    }
  }

  private static AskedTime meant(LocalDateTime local, Optional<ZoneOffset> offset, SiteZone zone) {
    Optional<Instant> byOffset = offset.map(local::toInstant);
    return switch (zone.read(local)) {
      case Reading.Once(Instant at) ->
          byOffset.isEmpty() || byOffset.get().equals(at)
              ? new Meant(local, at)
              : wrongOffset(local, zone);
      case Reading.Twice(Instant earlier, Instant later) -> {
        if (byOffset.isEmpty()) {
          yield new Unclear(
              "time_exists_twice",
              local
                  + " exists twice at "
                  + zone
                  + ", when clocks are set back: add its offset, "
                  + zone.offsetAt(earlier)
                  + " or "
                  + zone.offsetAt(later)
                  + ".");
        }
        Instant at = byOffset.get();
        yield at.equals(earlier) || at.equals(later)
            ? new Meant(local, at)
            : wrongOffset(local, zone);
      }
      case Reading.Never(LocalDateTime from, LocalDateTime to) ->
          new Unclear(
              "time_does_not_exist",
              local
                  + " does not exist at "
                  + zone
                  + ": clocks go from "
                  + from
                  + " to "
                  + to
                  + ".");
    };
  }

  private static Unclear wrongOffset(LocalDateTime local, SiteZone zone) {
    return new Unclear(
        "invalid_time", "The offset is not that of " + zone + " at " + local + "; leave it out.");
  }
}
