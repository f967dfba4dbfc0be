package mogador.booking;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.booking.BookingCalendarStore.Use;
import mogador.booking.PlaceBooking.Placed;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What a tablet does for its room. It is nobody: what it books is held by the site's {@link
 * WalkIn}, for as long as the room's rules leave it to whoever comes. Each answer is a word the
 * tablet shows, a code of {@code door.said.CODE} or {@code refusal.CODE}.
 */
final class DoorDesk {
  private static final String TAKEN = "slot_taken";
  private static final String TOO_LONG = "without_a_name";

  private final Bookings bookings;
  private final Database database;
  private final Clock clock;

  DoorDesk(Bookings bookings, Database database, Clock clock) {
    this.bookings = bookings;
    this.database = database;
    this.clock = clock;
  }

  RoomNow now(Space space) {
    Site site = site(space);
    LocalDateTime now = site.clock().localAt(clock.instant());
    List<Use> uses = bookings.usesToday(site, List.of(space));
    return RoomNow.of(site, uses, now);
  }

  /** The booking a tablet may act on: one that holds all of its room. */
  Optional<UUID> running(Space space, RoomNow room) {
    return room.current()
        .filter(use -> use.status().equals(BookingStatus.CONFIRMED.code()))
        .filter(
            use ->
                bookings
                    .network()
                    .spaceById(use.space())
                    .map(held -> held.atoms().containsAll(space.atoms()))
                    .orElse(false))
        .flatMap(Use::booking);
  }

  LocalDateTime end(RoomNow room) {
    Use use = room.current().orElseThrow();
    Space held = bookings.network().spaceById(use.space()).orElseThrow();
    return LocalSlot.of(use.attended(), site(held).clock()).to();
  }

  /** Until when whoever stands there may have the room; empty if only with a name. */
  Optional<LocalDateTime> freely(Space space, LocalDateTime from) {
    Duration most = site(space).rules(space).walkIn();
    return most.isZero() ? Optional.empty() : Optional.of(DoorOffers.roundedUp(from.plus(most)));
  }

  /** Until when at most what runs may last: what has a holder, as long as they like. */
  LocalDateTime longest(Space space, UUID booking) {
    return BookingStore.find(database.sql(), booking)
        .filter(one -> WalkIn.is(bookings.person(one.person())))
        .map(one -> freely(space, one.time().from()).orElse(one.time().to()))
        .orElse(LocalDateTime.MAX);
  }

  /** Books the room from the quarter hour that has begun, and checks in. */
  String book(Space space, String to) {
    Actor walkIn = walkIn(space.site());
    LocalDateTime now = site(space).clock().localAt(clock.instant());
    if (freely(space, now).filter(most -> !isAfter(to, most)).isEmpty()) return TOO_LONG;
    var request = BookingRequest.of(space.reference(), DayGrid.quarter(now).toString(), to);
    return switch (bookings.place(walkIn, request, Optional.empty())) {
      case Placed.Booked(var answer) -> {
        if (!BookingStatus.CONFIRMED.code().equals(answer.getString("status"))) yield "requested";
        var unused = bookings.change().checkIn(walkIn, UUID.fromString(answer.getString("id")));
        yield "booked";
      }
      case Placed.SlotTaken taken -> TAKEN;
      case Placed.Refused(var refusal) -> refusal.code();
      case Placed.KeyReused reused -> TAKEN;
      case Placed.Suspended suspended -> "suspended";
    };
  }

  String checkIn(Space space, UUID booking) {
    return isHere(space, booking)
        ? said(bookings.change().checkIn(attendant(space.site()), booking), "checked_in")
        : "already_ended";
  }

  String extend(Space space, UUID booking, String to) {
    if (!isHere(space, booking)) return "already_ended";
    if (isAfter(to, longest(space, booking))) return TOO_LONG;
    return said(
        bookings.move(attendant(space.site()), booking, MoveBooking.Wish.until(to), false),
        "extended");
  }

  String end(Space space, UUID booking) {
    return isHere(space, booking)
        ? said(bookings.change().end(attendant(space.site()), booking), "ended")
        : "already_ended";
  }

  String pair(Space space, String label, Actor manager) {
    return DoorTablets.pair(database.sql(), space, label, manager.id(), clock.instant());
  }

  boolean isPaired(Space space, String secret) {
    return DoorTablets.isPaired(database.sql(), space, secret, clock.instant());
  }

  List<DoorTablets.Tablet> tablets(Space space) {
    return DoorTablets.of(database.sql(), space);
  }

  void revoke(Space space, UUID tablet) {
    DoorTablets.revoke(database.sql(), space, tablet, clock.instant());
  }

  /** Whether that is what runs in the room, as the tablet showed it. */
  private boolean isHere(Space space, UUID booking) {
    return running(space, now(space)).filter(booking::equals).isPresent();
  }

  /** Where it is no time, the booking itself says so. */
  private static boolean isAfter(String to, LocalDateTime most) {
    try {
      return LocalDateTime.parse(to).isAfter(most);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String said(Changed changed, String done) {
    return switch (changed) {
      case Changed.Done d -> done;
      case Changed.Unknown unknown -> "already_ended";
      case Changed.Refused(var refusal) -> refusal.code();
      case Changed.SlotTaken taken -> TAKEN;
    };
  }

  private Actor walkIn(String site) {
    return new Actor(person(site), Set.of(), Set.of());
  }

  /** The same with the word of those on site, for what runs in the tablet's own room. */
  private Actor attendant(String site) {
    return new Actor(person(site), Set.of(site), Set.of());
  }

  private Person person(String site) {
    Instant now = clock.instant();
    UUID id = People.knownAs(database.sql(), WalkIn.of(site), Language.FR, now);
    return People.byId(database.sql(), id).orElseThrow();
  }

  private Site site(Space space) {
    return bookings.network().site(space.site()).orElseThrow();
  }
}
