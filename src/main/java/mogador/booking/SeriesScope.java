package mogador.booking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mogador.booking.BookingRules.Refusal;

/**
 * Which occurrences of a series something is about; only those that stand and have not begun.
 *
 * @param at the recurrence it is about, or from which on; not needed for all
 */
record SeriesScope(Extent extent, Optional<LocalDateTime> at) {
  /** How far it reaches. */
  enum Extent {
    ONE,
    FOLLOWING,
    ALL;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Extent of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  static final SeriesScope ALL = new SeriesScope(Extent.ALL, Optional.empty());

  /** What it comes to in a series. */
  sealed interface Reached {
    /** At least one, in order of their recurrence. */
    record These(List<Booking> bookings) implements Reached {}

    record No(Refusal refusal) implements Reached {}
  }

  Reached in(List<Booking> bookings, Instant now) {
    if (extent != Extent.ALL && bookings.stream().noneMatch(b -> is(b, at::equals))) {
      return no("unknown_occurrence", "at", "This series has no occurrence at that time.");
    }
    List<Booking> reached =
        bookings.stream()
            .filter(b -> b.status().stands() && now.isBefore(b.slot().start()))
            .filter(b -> is(b, this::reaches))
            .toList();
    return reached.isEmpty()
        ? no("already_ended", "at", "Nothing of it is still to come.")
        : new Reached.These(reached);
  }

  private boolean reaches(Optional<LocalDateTime> recurrence) {
    return switch (extent) {
      case ONE -> recurrence.equals(at);
      case FOLLOWING -> !recurrence.orElseThrow().isBefore(at.orElseThrow());
      case ALL -> true;
    };
  }

  private static boolean is(Booking booking, Predicate<Optional<LocalDateTime>> test) {
    return test.test(booking.occurrence().map(Booking.Occurrence::recurrence));
  }

  private static Reached no(String code, String field, String text) {
    return new Reached.No(new Refusal(code, field, text));
  }
}
