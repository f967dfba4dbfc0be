package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import mogador.access.AccessRight;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.booking.BookingSteps.Place;
import mogador.identity.Actor;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** What people do with a booking once it is there; moving it is in {@link MoveBooking}. */
final class ChangeBooking {
  private final Database database;
  private final Sites sites;
  private final BookingSteps steps;
  private final Payments payments;
  private final Refunds refunds;
  private final CancelByRule cancelling;
  private final Clock clock;

  ChangeBooking(
      Database database,
      Sites sites,
      BookingSteps steps,
      Payments payments,
      Refunds refunds,
      Clock clock) {
    this.database = database;
    this.sites = sites;
    this.steps = steps;
    this.payments = payments;
    this.refunds = refunds;
    this.cancelling = new CancelByRule(sites, steps, refunds);
    this.clock = clock;
  }

  /** Gives its time and doors back at once; once cancelled, cancelling changes nothing. */
  Changed cancel(Actor actor, UUID id) {
    Instant now = clock.instant();
    return changing(
        actor,
        id,
        (sql, booking) -> {
          if (booking.isCancelled()) return new Changed.Done(booking);
          if (!now.isBefore(booking.slot().end())) return ended();
          return new Changed.Done(
              cancelling.cancel(sql, booking, Cause.of("cancelled", actor.id()), now));
        });
  }

  /** Says yes to a hold or to an offer, in time. */
  Changed confirm(Actor actor, UUID id) {
    if (!actor.mayBook()) return Changed.suspended();
    Instant now = clock.instant();
    return changing(
        actor,
        id,
        (sql, booking) -> {
          if (booking.status() == BookingStatus.CONFIRMED) return new Changed.Done(booking);
          if (!booking.isCancelled() && !now.isBefore(booking.slot().end())) return ended();
          boolean inTime = booking.decideBy().map(now::isBefore).orElse(false);
          if (!booking.status().isUndecided() || !inTime) {
            return Changed.refused("hold_over", "id", "This is no longer kept for you.");
          }
          return booking.status() == BookingStatus.OFFERED
              ? taken(sql, actor, booking, now)
              : new Changed.Done(accepted(sql, actor, booking, now));
        });
  }

  /** An offer was made with no look at what its holder has since, nor at what they may pay with. */
  private Changed taken(Sql sql, Actor actor, Booking offer, Instant now) {
    Site site = place(offer).site();
    Space space = place(offer).space();
    QuotaUsage.lock(sql, offer.person());
    Usage usage =
        QuotaUsage.of(
            sql, offer.person(), site, space, offer.time().from(), now, Optional.of(offer.id()));
    Optional<Refusal> refusal =
        BookingRules.checkQuotas(site, space, offer.time(), now, Asker.of(actor, site.id()), usage);
    if (refusal.isPresent()) return new Changed.Refused(refusal.get());
    Booking paid = payments.again(sql, actor, offer, site, space, now);
    return new Changed.Done(accepted(sql, actor, paid, now));
  }

  private Booking accepted(Sql sql, Actor actor, Booking booking, Instant now) {
    Place place = place(booking);
    BookingStatus as =
        BookingRules.standing(place.site(), place.space(), Asker.of(actor, booking.site()));
    String event = as == BookingStatus.CONFIRMED ? "booked" : "requested";
    return steps.accept(sql, booking, as, Cause.of(event, actor.id()), now);
  }

  /** A manager agrees to what was asked for. */
  Changed approve(Actor actor, UUID id) {
    Instant now = clock.instant();
    return deciding(
        actor,
        id,
        now,
        BookingStatus.CONFIRMED,
        (sql, booking) ->
            steps.accept(
                sql, booking, BookingStatus.CONFIRMED, Cause.of("approved", actor.id()), now));
  }

  /**
   * A manager does not.
   *
   * @param reason for the one who asked, at most 500 characters
   */
  Changed decline(Actor actor, UUID id, String reason) {
    Instant now = clock.instant();
    return deciding(
        actor,
        id,
        now,
        BookingStatus.DECLINED,
        (sql, booking) ->
            steps.end(
                sql,
                booking,
                BookingStatus.DECLINED,
                refunds.all(sql, booking, now),
                Cause.of("declined", actor.id()).with("reason", reason),
                now));
  }

  /** Its holder is here: said by themselves, or by whoever manages the site. */
  Changed checkIn(Actor actor, UUID id) {
    Instant now = clock.instant();
    return changing(
        actor,
        id,
        (sql, booking) -> {
          if (booking.status() != BookingStatus.CONFIRMED) return notConfirmed();
          if (booking.checkedInAt().isPresent()) return new Changed.Done(booking);
          if (!now.isBefore(booking.slot().end())) return ended();
          if (!booking.doorsOpen().contains(now)) {
            return Changed.refused(
                "too_early",
                "id",
                "Check in from %d minutes before it begins."
                    .formatted(AccessRight.BEFORE_BOOKING.toMinutes()));
          }
          Booking here = booking.checkedIn(now);
          BookingStore.save(sql, here);
          BookingStore.note(
              sql, id, "checked_in", Optional.of(actor.id()), BookingNews.by("hand"), now);
          return new Changed.Done(here);
        });
  }

  /** Its holder leaves early: the rest is free for others, from the next quarter hour on. */
  Changed end(Actor actor, UUID id) {
    Instant now = clock.instant();
    return changing(
        actor,
        id,
        (sql, booking) -> {
          if (booking.status() != BookingStatus.CONFIRMED) return notConfirmed();
          if (!now.isBefore(booking.slot().end())) return ended();
          if (now.isBefore(booking.slot().start())) {
            return Changed.refused("not_begun", "id", "It has not begun; cancel it instead.");
          }
          Optional<BookedTime> shorter = until(booking, now);
          return new Changed.Done(
              shorter
                  .map(time -> ended(sql, booking, time, Cause.of("ended_early", actor.id()), now))
                  .orElse(booking));
        });
  }

  /** They were seen to have left: the same, if nothing has changed since. */
  boolean endLeft(UUID id, JsonObject evidence) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql ->
            BookingStore.lock(sql, id)
                .filter(b -> b.status() == BookingStatus.CONFIRMED && b.slot().contains(now))
                .flatMap(
                    b ->
                        until(b, now)
                            .map(
                                time ->
                                    ended(
                                        sql,
                                        b,
                                        time,
                                        Cause.ofTime("ended_early").with("seen", evidence),
                                        now)))
                .isPresent());
  }

  private Booking ended(Sql sql, Booking booking, BookedTime time, Cause cause, Instant now) {
    Place place = place(booking);
    Money refund = refunds.onLeaving(sql, place.rules(), booking, time, now);
    return steps.giveBack(sql, booking, place, time, refund, cause, now);
  }

  /** Up to the next quarter hour after now; empty if nothing is left to give back. */
  Optional<BookedTime> until(Booking booking, Instant now) {
    LocalDateTime local =
        place(booking).site().clock().localAt(now).truncatedTo(ChronoUnit.MINUTES);
    long grain = BookingRules.GRAIN_MINUTES;
    long over = local.getMinute() % grain;
    LocalDateTime end = local.plusMinutes(grain - over);
    Instant at = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(grain - over));
    return at.isBefore(booking.slot().end()) && end.isBefore(booking.time().to())
        ? Optional.of(
            new BookedTime(booking.time().from(), end, new TimeSlot(booking.slot().start(), at)))
        : Optional.empty();
  }

  private Changed deciding(
      Actor actor,
      UUID id,
      Instant now,
      BookingStatus wanted,
      BiFunction<Sql, Booking, Booking> decision) {
    return changing(
        actor,
        id,
        (sql, booking) -> {
          if (!actor.manages(booking.site())) {
            return Changed.refused("forbidden", "id", "This is for the site's managers.");
          }
          if (booking.status() == wanted) return new Changed.Done(booking);
          if (booking.status() != BookingStatus.REQUESTED) {
            return Changed.refused("not_requested", "id", "This does not wait for a decision.");
          }
          if (!now.isBefore(booking.slot().end())) return ended();
          return new Changed.Done(decision.apply(sql, booking));
        });
  }

  private Changed changing(Actor actor, UUID id, BiFunction<Sql, Booking, Changed> change) {
    return database.inTransaction(
        sql ->
            BookingStore.lock(sql, id)
                .filter(booking -> actor.maySeeBooking(booking.person(), booking.site()))
                .map(booking -> change.apply(sql, booking))
                .orElseGet(Changed.Unknown::new));
  }

  private static Changed ended() {
    return Changed.refused("already_ended", "id", "This booking has ended.");
  }

  private static Changed notConfirmed() {
    return Changed.refused("not_confirmed", "id", "This booking is not confirmed.");
  }

  private Place place(Booking booking) {
    return Place.of(sites.current(), booking);
  }
}
