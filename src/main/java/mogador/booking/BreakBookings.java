package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.booking.BookingSteps.Cause;
import mogador.claims.Claims;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * Bookings whose spaces the park takes away: each is moved for the same price or cancelled with all
 * paid back. Within the caller's transaction.
 */
public final class BreakBookings {
  private final BookingSteps steps;
  private final Refunds refunds;

  BreakBookings(BookingSteps steps, Refunds refunds) {
    this.steps = steps;
    this.refunds = refunds;
  }

  /** What becomes of one of them. */
  public sealed interface Decision {
    Booking booking();

    record Move(Booking booking, Space to) implements Decision {}

    record Cancel(Booking booking) implements Decision {}
  }

  /**
   * Why it is done.
   *
   * @param by the manager
   * @param reason for the holders, or empty
   * @param content what the bookings' history remembers of it
   */
  public record Why(UUID by, Optional<String> reason, JsonObject content) {
    Cause cause(String event, Booking booking) {
      JsonObject told = content.copy();
      reason.ifPresent(text -> told.put("reason", text));
      // A series is told of as a whole.
      return new Cause(event, Optional.of(by), told, booking.occurrence().isEmpty());
    }
  }

  /** The standing bookings of a site that hold one of these atoms then, soonest first. */
  public List<Booking> holding(Sql sql, String site, List<Claims.Held> lost, int limit) {
    return BreakStore.holding(sql, site, lost, limit);
  }

  /** The same bookings as they are now, and nobody else changes them before this ends. */
  public List<Booking> lock(Sql sql, List<Booking> bookings) {
    return BookingStore.lockAll(sql, bookings.stream().map(Booking::id).toList()).stream()
        .filter(booking -> !booking.isCancelled())
        .sorted(Comparator.comparing(Booking::slot).thenComparing(Booking::id))
        .toList();
  }

  /** All standing bookings of the parties that have one of these spaces within a slot. */
  public List<Booking> parties(Sql sql, String site, Collection<Long> spaces, TimeSlot within) {
    return BreakStore.parties(sql, site, spaces, within);
  }

  /** What a booking would hold of another space; one that has begun holds it from now on. */
  public static TimeSlot claimed(Site site, Space space, Booking booking, Instant now) {
    TimeSlot whole = BookingRules.claimed(site, space, booking.slot());
    return whole.contains(now) ? new TimeSlot(now, whole.end()) : whole;
  }

  /**
   * Carries out all decisions.
   *
   * @param between run when they hold nothing any more and nobody was offered what they held: takes
   *     their spaces away
   * @throws Claims.Overlap if someone else holds by now what one is moved to
   */
  public void carryOut(
      Sql sql, Site site, Why why, List<Decision> decisions, Runnable between, Instant now) {
    for (Decision one : decisions) Claims.release(sql, one.booking().id());
    between.run();
    List<Decision.Move> moves =
        decisions.stream()
            .filter(Decision.Move.class::isInstance)
            .map(Decision.Move.class::cast)
            // In order of their atoms, as all claims are taken.
            .sorted(Comparator.comparing(move -> move.to().atoms().getFirst()))
            .toList();
    for (Decision.Move move : moves) move(sql, site, why, move, now);
    for (Decision one : decisions) {
      if (one instanceof Decision.Cancel(Booking booking)) cancel(sql, why, booking, now);
    }
    // Last, so that nobody who waits is offered what is kept again.
    for (Decision.Move move : moves) {
      steps.freed(sql, move.booking(), move.booking().slot(), now);
    }
    for (UUID series : series(decisions)) {
      SeriesStore.lockAlone(sql, series).ifPresent(one -> CancelSeries.told(sql, one, now));
    }
  }

  /** For the same price: nobody pays for what the park changes. */
  private void move(Sql sql, Site site, Why why, Decision.Move move, Instant now) {
    Booking booking = move.booking();
    Booking moved = booking.moved(move.to().id(), booking.time());
    BookingSteps.move(sql, booking, moved, why.cause("changed", booking), now);
    if (moved.occurrence().isPresent()) SeriesStore.movedAlone(sql, moved.id(), true);
    TimeSlot claimed = claimed(site, move.to(), booking, now);
    Claims.keep(sql, Claims.Source.BOOKING, moved.id(), move.to(), claimed);
  }

  private void cancel(Sql sql, Why why, Booking booking, Instant now) {
    steps.end(
        sql,
        booking,
        BookingStatus.CANCELLED,
        refunds.all(sql, booking, now),
        why.cause("cancelled", booking),
        now);
  }

  private static Set<UUID> series(List<Decision> decisions) {
    return decisions.stream()
        .flatMap(one -> one.booking().occurrence().stream())
        .map(Booking.Occurrence::series)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
