package mogador.booking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;

/**
 * A series someone asks for.
 *
 * @param first what each occurrence is like; its times are those of the first
 * @param rule of RFC 5545, see {@link SeriesRule}
 * @param except local dates or starts to be left out
 * @param agreed the plan it must still come to, as {@link SeriesPlan#fingerprint} says it
 */
record SeriesRequest(
    BookingRequest first,
    String rule,
    List<String> except,
    OnConflict onConflict,
    Optional<String> agreed) {
  SeriesRequest {
    except = List.copyOf(except);
  }

  /** What to do with an occurrence that cannot be as asked for. */
  enum OnConflict {
    /** Then nothing at all. */
    FAIL,
    /** All but this one. */
    SKIP,
    /** At the same time in the nearest free space, else at the nearest time that day. */
    MOVE;

    static OnConflict of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** The first exception that is neither a date nor a start. */
  Optional<Refusal> fault() {
    for (String text : except) {
      try {
        if (text.length() == 10) LocalDate.parse(text);
        else LocalDateTime.parse(text);
      } catch (DateTimeException e) {
        return Optional.of(
            new Refusal("invalid_time", "except", "“" + text + "” is not a date like 2026-12-01."));
      }
    }
    return Optional.empty();
  }

  boolean leavesOut(LocalDateTime start) {
    return except.stream()
        .anyMatch(
            text ->
                text.length() == 10
                    ? LocalDate.parse(text).equals(start.toLocalDate())
                    : LocalDateTime.parse(text).equals(start));
  }
}
