package mogador.booking;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SeriesOutcome.Place;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.Space;

/**
 * Finds a place for one occurrence after the other, each keeping out of the way of those before it.
 *
 * @param terms what the rules say; what is found counts for quotas from then on
 * @param busy what is held; grows by what is found
 * @param others where an occurrence may be moved to, the nearest first
 */
record SeriesFit(SeriesTerms terms, SeriesBusy busy, OnConflict onConflict, List<Space> others) {
  static final Refusal TAKEN =
      new Refusal("slot_taken", "from", "Someone else holds it for part of that time.");

  /**
   * One occurrence as it is wished.
   *
   * @param spaces any of these will do, the first best
   */
  record Wished(
      LocalDateTime recurrence, LocalDateTime from, LocalDateTime to, List<Space> spaces) {}

  SeriesOutcome fit(Wished wished) {
    Read read = read(wished.from(), wished.to(), terms.site().clock());
    Optional<Place> asAsked = among(wished.spaces(), read);
    if (asAsked.isPresent()) return new SeriesOutcome.AsAsked(wished.recurrence(), asAsked.get());
    Refusal why = why(wished.spaces().getFirst(), read);
    return switch (onConflict) {
      case FAIL -> new SeriesOutcome.Conflict(wished.recurrence(), why);
      case SKIP -> new SeriesOutcome.Skipped(wished.recurrence(), Optional.empty(), why);
      case MOVE ->
          among(others, read)
              .or(() -> thatDay(wished))
              .<SeriesOutcome>map(place -> new SeriesOutcome.Moved(wished.recurrence(), place, why))
              .orElseGet(
                  () -> new SeriesOutcome.Skipped(wished.recurrence(), Optional.empty(), why));
    };
  }

  private Optional<Place> among(List<Space> spaces, Read read) {
    return switch (read) {
      case Read.No no -> Optional.empty();
      case Read.Time(BookedTime time) ->
          spaces.stream()
              .filter(space -> fits(space, time))
              .findFirst()
              .map(space -> take(space, time));
    };
  }

  private Refusal why(Space space, Read read) {
    return switch (read) {
      case Read.No(Refusal refusal) -> refusal;
      case Read.Time(BookedTime time) -> terms.check(space, time).orElse(TAKEN);
    };
  }

  /** What two local times mean; where clocks are set back the first of both, as RFC 5545 has it. */
  static Read read(LocalDateTime from, LocalDateTime to, SiteZone zone) {
    boolean exist =
        Stream.of(from, to).noneMatch(t -> zone.read(t) instanceof SiteZone.Reading.Never);
    return exist
        ? new Read.Time(
            new BookedTime(from, to, new TimeSlot(zone.firstInstant(from), zone.firstInstant(to))))
        : BookingRules.read(from.toString(), to.toString(), zone);
  }

  private Optional<Place> thatDay(Wished wished) {
    return times(wished)
        .flatMap(time -> among(wished.spaces(), new Read.Time(time)).stream())
        .findFirst();
  }

  /** The same length at every other quarter hour of that day, the nearest first. */
  private Stream<BookedTime> times(Wished wished) {
    LocalDateTime midnight = wished.from().toLocalDate().atStartOfDay();
    Duration length = Duration.between(wished.from(), wished.to());
    return IntStream.range(0, 24 * 60 / BookingRules.GRAIN_MINUTES)
        .mapToObj(quarter -> midnight.plusMinutes((long) quarter * BookingRules.GRAIN_MINUTES))
        .filter(from -> !from.equals(wished.from()))
        .sorted(Comparator.comparing(from -> Duration.between(wished.from(), from).abs()))
        .flatMap(
            from ->
                read(from, from.plus(length), terms.site().clock())
                        instanceof Read.Time(BookedTime time)
                    ? Stream.of(time)
                    : Stream.empty());
  }

  boolean fits(Space space, BookedTime time) {
    return busy.isFree(space, BookingRules.claimed(terms.site(), space, time.slot()))
        && terms.allow(space, time);
  }

  private Place take(Space space, BookedTime time) {
    busy.take(space, BookingRules.claimed(terms.site(), space, time.slot()));
    terms.usage().add(space, time);
    return new Place(space, time, terms.price(space, time), Optional.empty());
  }
}
