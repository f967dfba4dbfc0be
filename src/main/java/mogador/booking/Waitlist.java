package mogador.booking;

import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Refusal;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Those who wait for time in a space, or in any of a kind. When time becomes free, the first in
 * line for whom it is enough is offered it in the same transaction: an offer is a booking that ends
 * on its own. Nobody else can take it in between.
 */
final class Waitlist implements TimeFreed {
  /** How long an offer stands. */
  static final Duration OFFER = Duration.ofMinutes(15);

  private static final int AT_MOST = 20;

  private final Database database;
  private final Sites sites;
  private final Clock clock;

  Waitlist(Database database, Sites sites, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
  }

  /** What came of wanting to wait. */
  sealed interface Joined {
    record Waits(WaitlistEntry entry, int place) implements Joined {}

    /** It is free, or was just now: no need to wait. */
    record FreeNow(Space space, BookedTime time) implements Joined {}

    record Refused(Refusal refusal) implements Joined {}
  }

  /** Puts someone in the line, at its end; who waits for the same already stays where they are. */
  Joined join(Actor actor, BookingRequest request) {
    Instant now = clock.instant();
    if (!actor.mayBook()) return new Joined.Refused(Changed.SUSPENDED);
    return switch (AskedBooking.read(sites.current(), request)) {
      case AskedBooking.No(Refusal refusal) -> new Joined.Refused(refusal);
      case AskedBooking.This asked ->
          join(actor, asked.site(), List.of(asked.space()), Optional.empty(), asked.time(), now);
      case AskedBooking.AnyOf asked ->
          join(
              actor,
              asked.site(),
              asked.spaces(),
              Optional.of(asked.spaces().getFirst().kind()),
              asked.time(),
              now);
    };
  }

  private Joined join(
      Actor actor,
      Site site,
      List<Space> spaces,
      Optional<SpaceKind> kind,
      BookedTime time,
      Instant now) {
    Optional<Refusal> refusal =
        BookingRules.check(
            site, spaces.getFirst(), time, now, Asker.of(actor, site.id()), Usage.NONE);
    if (refusal.isPresent()) return new Joined.Refused(refusal.get());
    if (!time.slot().start().isAfter(now)) {
      return refused("in_the_past", "from", "That time has begun; wait for one to come.");
    }
    var entry =
        new WaitlistEntry(
            Ids.next(now),
            actor.id(),
            site.id(),
            kind.isEmpty() ? Optional.of(spaces.getFirst().id()) : Optional.empty(),
            kind,
            time,
            WaitlistEntry.Status.WAITING,
            Optional.empty(),
            now);
    return database.inTransaction(
        sql -> {
          // One at a time for each person, or two requests at once could pass the bound.
          QuotaUsage.lock(sql, actor.id());
          List<Space> free = FindSpaces.free(sql, site, spaces, time);
          if (!free.isEmpty()) return new Joined.FreeNow(free.getFirst(), time);
          Optional<WaitlistEntry> before = WaitlistStore.same(sql, entry);
          if (before.isPresent()) {
            return new Joined.Waits(before.get(), WaitlistStore.place(sql, before.get()));
          }
          if (WaitlistStore.waitingOf(sql, actor.id()) >= AT_MOST) {
            return refused("too_many_waits", "", "You wait for " + AT_MOST + " times already.");
          }
          WaitlistStore.add(sql, entry);
          return new Joined.Waits(entry, WaitlistStore.place(sql, entry));
        });
  }

  /** They no longer wait; an offer that stands is given to the next. False if it is not theirs. */
  boolean leave(Actor actor, UUID id, ChangeBooking bookings) {
    Optional<WaitlistEntry> entry =
        database.inTransaction(
            sql -> {
              Optional<WaitlistEntry> found =
                  WaitlistStore.lock(sql, id).filter(e -> e.person().equals(actor.id()));
              if (found.isPresent() && found.get().status() == WaitlistEntry.Status.WAITING) {
                WaitlistStore.settle(sql, id, WaitlistEntry.Status.LEFT);
              }
              return found;
            });
    entry
        .filter(e -> e.status() == WaitlistEntry.Status.OFFERED)
        .flatMap(WaitlistEntry::offer)
        .ifPresent(offer -> bookings.cancel(actor, offer));
    return entry.isPresent();
  }

  List<WaitlistEntry> of(Actor actor) {
    return WaitlistStore.of(database.sql(), actor.id(), clock.instant());
  }

  int place(WaitlistEntry entry) {
    return WaitlistStore.place(database.sql(), entry);
  }

  @Override
  public void freed(Sql sql, Booking booking, TimeSlot slot, Instant now) {
    switch (booking.status()) {
      case CANCELLED -> WaitlistStore.settleOffer(sql, booking.id(), WaitlistEntry.Status.LEFT);
      case EXPIRED, DECLINED, RELEASED ->
          WaitlistStore.settleOffer(sql, booking.id(), WaitlistEntry.Status.PASSED);
      case HELD, OFFERED, REQUESTED, CONFIRMED -> {}
    }
    List<Long> atoms = sites.current().spaceById(booking.space()).orElseThrow().atoms();
    offer(sql, booking.site(), slot, atoms, now);
  }

  @Override
  public void taken(Sql sql, Booking offer, Instant now) {
    WaitlistStore.settleOffer(sql, offer.id(), WaitlistEntry.Status.TAKEN);
  }

  /**
   * Offers what became free otherwise, such as by the end of a lease; and lets go of those whose
   * time has come. Says how many offers were made.
   */
  int sweep() {
    Instant now = clock.instant();
    WaitlistStore.pass(database.sql(), now);
    int offers = 0;
    for (String site : WaitlistStore.sitesWaitedFor(database.sql(), now)) {
      var ever = new TimeSlot(now, now.plus(Duration.ofDays(3_660)));
      offers += database.inTransaction(sql -> offer(sql, site, ever, List.of(), now));
    }
    return offers;
  }

  /**
   * Offers what is free to those in line.
   *
   * @param atoms those that became free; empty for any
   */
  private int offer(Sql sql, String siteId, TimeSlot slot, List<Long> atoms, Instant now) {
    Optional<Site> site = sites.current().site(siteId);
    if (site.isEmpty()) return 0;
    int offers = 0;
    for (WaitlistEntry entry : WaitlistStore.satisfiable(sql, siteId, slot, atoms, now)) {
      Optional<Actor> person = People.actor(sql, entry.person()).filter(Actor::mayBook);
      if (person.isPresent() && isOffered(sql, site.get(), entry, person.get(), now)) offers++;
    }
    return offers;
  }

  private static boolean isOffered(
      Sql sql, Site site, WaitlistEntry entry, Actor person, Instant now) {
    List<Space> candidates =
        site.spaces().stream()
            .filter(space -> entry.suits(site, space))
            .filter(space -> isAllowed(sql, site, space, entry, person, now))
            .toList();
    return FindSpaces.free(sql, site, candidates, entry.time()).stream()
        .anyMatch(space -> isOffered(sql, site, space, entry, now));
  }

  private static boolean isAllowed(
      Sql sql, Site site, Space space, WaitlistEntry entry, Actor person, Instant now) {
    Usage usage =
        QuotaUsage.of(sql, person.id(), site, space, entry.time().from(), now, Optional.empty());
    var asker = Asker.of(person, site.id());
    return BookingRules.allow(site, space, entry.time(), now, asker, usage);
  }

  private static boolean isOffered(
      Sql sql, Site site, Space space, WaitlistEntry entry, Instant now) {
    Instant until = now.plus(OFFER);
    Instant end = entry.time().slot().end();
    Booking offer =
        Drafts.booking(
            site,
            space,
            entry.time(),
            new Booking.Parties(entry.person(), entry.person(), Optional.empty()),
            BookingStatus.OFFERED,
            Optional.of(until.isBefore(end) ? until : end),
            BookingRequest.Details.NONE,
            now);
    sql.run("savepoint offer");
    try {
      TimeSlot claimed = BookingRules.claimed(site, space, entry.time().slot());
      BookingStore.place(sql, offer, space, claimed, Optional.empty());
      WaitlistStore.offered(sql, entry.id(), offer.id());
      sql.run("release savepoint offer");
      return true;
    } catch (PgException e) {
      // Someone took the part of it that was free before.
      if (!Claims.isOverlap(e) && !BookingStore.isReferenceTaken(e)) throw e;
      sql.run("rollback to savepoint offer");
      return false;
    }
  }

  private static Joined refused(String code, String field, String text) {
    return new Joined.Refused(new Refusal(code, field, text));
  }
}
