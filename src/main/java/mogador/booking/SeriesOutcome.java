package mogador.booking;

import java.time.LocalDateTime;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.sites.Space;

/** What becomes of one occurrence of a series. */
sealed interface SeriesOutcome {
  /** The local start its rule gave it. */
  LocalDateTime recurrence();

  /** Where and when it takes place, if it does. */
  Optional<Place> place();

  /** Why it is not as it was wished, if so. */
  Optional<Refusal> why();

  /** A space at a time and what it costs; {@code booking} once there is one. */
  record Place(Space space, BookedTime time, Price price, Optional<Booking> booking) {
    boolean isAt(Place other) {
      return space.id() == other.space.id() && time.equals(other.time);
    }

    /** As it was booked, and paid. */
    Place with(Booking one) {
      return new Place(space, time, one.price(), Optional.of(one));
    }
  }

  /** As it was asked for. */
  record AsAsked(LocalDateTime recurrence, Place at) implements SeriesOutcome {
    @Override
    public Optional<Place> place() {
      return Optional.of(at);
    }

    @Override
    public Optional<Refusal> why() {
      return Optional.empty();
    }
  }

  /** Near to what was asked for. */
  record Moved(LocalDateTime recurrence, Place at, Refusal because) implements SeriesOutcome {
    @Override
    public Optional<Place> place() {
      return Optional.of(at);
    }

    @Override
    public Optional<Refusal> why() {
      return Optional.of(because);
    }
  }

  /** Does not take place; in a change: stays where it was, {@code at}. */
  record Skipped(LocalDateTime recurrence, Optional<Place> at, Refusal because)
      implements SeriesOutcome {
    @Override
    public Optional<Place> place() {
      return at;
    }

    @Override
    public Optional<Refusal> why() {
      return Optional.of(because);
    }
  }

  /** Cannot be, and so neither can the whole. */
  record Conflict(LocalDateTime recurrence, Refusal because) implements SeriesOutcome {
    @Override
    public Optional<Place> place() {
      return Optional.empty();
    }

    @Override
    public Optional<Refusal> why() {
      return Optional.of(because);
    }
  }
}
