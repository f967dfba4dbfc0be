package mogador.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.booking.BookingSteps.Place;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/**
 * Moves a booking to another time, another space of its site, or both; extends or shortens it. It
 * keeps its place until the new one is its own.
 */
final class MoveBooking {
  private final Database database;
  private final Sites sites;
  private final BookingSteps steps;
  private final Payments payments;
  private final Refunds refunds;
  private final Clock clock;

  MoveBooking(
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
    this.clock = clock;
  }

  /**
   * What is to be otherwise; what is empty stays.
   *
   * @param space by reference, of the same site
   * @param from site-local, as {@link AskedTime} reads it; so is {@code to}
   */
  record Wish(
      Optional<String> space,
      Optional<String> from,
      Optional<String> to,
      Optional<String> purpose,
      Optional<Integer> attendees) {
    static final Wish NOTHING =
        new Wish(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same with another end: an extension. */
    static Wish until(String to) {
      return new Wish(
          Optional.empty(), Optional.empty(), Optional.of(to), Optional.empty(), Optional.empty());
    }
  }

  private record Target(Site site, Space space, BookedTime time) {}

  private sealed interface Understood {
    record To(Target target) implements Understood {}

    record No(Refusal refusal) implements Understood {}
  }

  /**
   * Moves it, or says why not and changes nothing.
   *
   * @param dryRun says what would become of it, and changes nothing
   */
  Changed move(Actor actor, UUID id, Wish wish, boolean dryRun) {
    if (!actor.mayBook()) return Changed.suspended();
    Instant now = clock.instant();
    Network network = sites.current();
    try {
      Changed changed =
          database.inTransaction(
              sql ->
                  BookingStore.lock(sql, id)
                      .filter(b -> actor.maySeeBooking(b.person(), b.site()))
                      .map(b -> move(sql, actor, b, understand(network, b, wish), wish, now))
                      .map(done -> dryRun ? undone(done) : done)
                      .orElseGet(Changed.Unknown::new));
      return changed;
    } catch (DryRun dry) {
      return dry.changed;
    } catch (Claims.Overlap taken) {
      return taken(network, id, wish, now);
    }
  }

  private Changed move(
      Sql sql, Actor actor, Booking booking, Understood understood, Wish wish, Instant now) {
    if (booking.isCancelled() || booking.status() == BookingStatus.OFFERED) {
      return Changed.refused("not_confirmed", "id", "This booking does not stand.");
    }
    if (!now.isBefore(booking.slot().end())) {
      return Changed.refused("already_ended", "id", "This booking has ended.");
    }
    return switch (understood) {
      case Understood.No(Refusal refusal) -> new Changed.Refused(refusal);
      case Understood.To(Target target) -> {
        Optional<Refusal> refusal = check(sql, actor, booking, target, now);
        yield refusal.isPresent()
            ? new Changed.Refused(refusal.get())
            : new Changed.Done(moved(sql, actor, booking, target, wish, now));
      }
    };
  }

  private static Optional<Refusal> check(
      Sql sql, Actor actor, Booking booking, Target target, Instant now) {
    Site site = target.site();
    Space space = target.space();
    BookedTime time = target.time();
    var asker = Asker.of(actor, site.id());
    if (!site.rules(space).quotas().isEmpty()) QuotaUsage.lock(sql, booking.person());
    Usage usage =
        QuotaUsage.of(
            sql, booking.person(), site, space, time.from(), now, Optional.of(booking.id()));
    boolean begun = !now.isBefore(booking.slot().start());
    if (!begun) return BookingRules.check(site, space, time, now, asker, usage);
    if (!time.from().equals(booking.time().from())) {
      return Optional.of(new Refusal("begun", "from", "It has begun: only its end can change."));
    }
    if (space.id() != booking.space() && !asker.staff()) {
      return Optional.of(new Refusal("begun", "space", "It has begun: only its end can change."));
    }
    if (!time.slot().end().isAfter(now)) {
      return Optional.of(new Refusal("in_the_past", "to", "That time has passed."));
    }
    if (booking.status() == BookingStatus.CONFIRMED
        && status(actor, booking, target) == BookingStatus.REQUESTED) {
      return Optional.of(
          new Refusal("needs_approval", "to", "Ask those who manage the park for more time."));
    }
    // Its start is past and was allowed then; what is asked now is the rest.
    return BookingRules.checkEnd(site, space, time, now, asker, usage);
  }

  /** What it is there: where a manager must agree, to what is not within what they agreed to. */
  private static BookingStatus status(Actor actor, Booking booking, Target target) {
    boolean less =
        target.space().id() == booking.space() && booking.slot().contains(target.time().slot());
    if (booking.status().isUndecided() || less) return booking.status();
    return BookingRules.moved(
        booking.status(), target.site(), target.space(), Asker.of(actor, booking.site()));
  }

  private Booking moved(
      Sql sql, Actor actor, Booking booking, Target target, Wish wish, Instant now) {
    boolean same = target.space().id() == booking.space() && target.time().equals(booking.time());
    Booking described =
        booking.described(
            wish.purpose().orElse(booking.purpose()), wish.attendees().orElse(booking.attendees()));
    if (same) {
      BookingStore.save(sql, described);
      return described;
    }
    return leavesEarly(booking, target, now)
        ? givenBack(sql, actor, described, target, now)
        : elsewhere(sql, actor, described, target, now);
  }

  private static boolean leavesEarly(Booking booking, Target target, Instant now) {
    return !now.isBefore(booking.slot().start())
        && booking.status() == BookingStatus.CONFIRMED
        && target.space().id() == booking.space()
        && target.time().slot().end().isBefore(booking.slot().end());
  }

  private Booking givenBack(Sql sql, Actor actor, Booking booking, Target target, Instant now) {
    var place = new Place(target.site(), target.space());
    Money refund = refunds.onLeaving(sql, place.rules(), booking, target.time(), now);
    Cause cause = Cause.of("ended_early", actor.id());
    return steps.giveBack(sql, booking, place, target.time(), refund, cause, now);
  }

  private Booking elsewhere(Sql sql, Actor actor, Booking booking, Target target, Instant now) {
    Site site = target.site();
    Space space = target.space();
    Booking moved =
        payments.again(
            sql,
            actor,
            booking.moved(space.id(), target.time()).as(status(actor, booking, target)),
            site,
            space,
            now);
    Claims.release(sql, booking.id());
    BookingSteps.move(sql, booking, moved, Cause.of("changed", actor.id()), now);
    if (moved.occurrence().isPresent()) SeriesStore.movedAlone(sql, moved.id(), true);
    TimeSlot claimed = BookingRules.claimed(site, space, moved.slot());
    Claims.keep(sql, Claims.Source.BOOKING, moved.id(), space, claimed);
    // Last, so that nobody who waits is offered what is kept again.
    steps.freed(sql, booking, booking.slot(), now);
    return moved;
  }

  private static Understood understand(Network network, Booking booking, Wish wish) {
    Site site = network.site(booking.site()).orElseThrow();
    Optional<Space> space =
        wish.space().isEmpty()
            ? network.spaceById(booking.space())
            : network.space(wish.space().get()).filter(s -> s.site().equals(site.id()));
    if (space.isEmpty()) {
      return new Understood.No(
          new Refusal(
              "unknown_space",
              "space",
              "There is no space " + wish.space().orElse("") + " at " + site.id() + "."));
    }
    if (wish.from().isEmpty() && wish.to().isEmpty()) {
      return new Understood.To(new Target(site, space.get(), booking.time()));
    }
    return switch (BookingRules.read(
        wish.from().orElseGet(() -> booking.time().from().toString()),
        wish.to().orElseGet(() -> booking.time().to().toString()),
        site.clock())) {
      case Read.No(Refusal refusal) -> new Understood.No(refusal);
      case Read.Time(BookedTime time) -> new Understood.To(new Target(site, space.get(), time));
    };
  }

  private Changed taken(Network network, UUID id, Wish wish, Instant now) {
    Optional<Booking> booking = BookingStore.find(database.sql(), id);
    if (booking.isEmpty()) return new Changed.Unknown();
    return switch (understand(network, booking.get(), wish)) {
      case Understood.No(Refusal refusal) -> new Changed.Refused(refusal);
      case Understood.To(Target target) ->
          new Changed.SlotTaken(
              FindSpaces.near(
                  database.sql(), network, target.site(), target.space(), target.time(), now));
    };
  }

  private static Changed undone(Changed changed) {
    throw new DryRun(changed);
  }

  /** Carries what would be out of a transaction that must roll back. */
  private static final class DryRun extends RuntimeException {
    private final transient Changed changed;

    DryRun(Changed changed) {
      super(null, null, false, false);
      this.changed = changed;
    }
  }
}
