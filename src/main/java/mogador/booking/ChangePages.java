package mogador.booking;

import java.util.List;
import java.util.Optional;
import mogador.booking.ChangePage.Alternative;
import mogador.booking.ChangePage.Outcome;
import mogador.identity.Actor;
import mogador.kernel.Language;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Choice;
import mogador.web.FormBody;

/** Fills the page on which a booking is moved, extended or shortened. */
final class ChangePages {
  private final Bookings bookings;

  ChangePages(Bookings bookings) {
    this.bookings = bookings;
  }

  /** What a form or an address asks for; what it leaves out stays. */
  static MoveBooking.Wish wish(FormBody fields) {
    return new MoveBooking.Wish(
        fields.text("space", 100),
        fields.text("from", 40),
        fields.text("to", 40),
        Optional.empty(),
        Optional.empty());
  }

  ChangePage page(Actor actor, Booking booking, MoveBooking.Wish wish, Language language) {
    boolean nothing = wish.equals(MoveBooking.Wish.NOTHING);
    Changed would =
        nothing ? new Changed.Done(booking) : bookings.move(actor, booking.id(), wish, true);
    return page(booking, wish, would, language);
  }

  /** The same with what became of asking for it in earnest. */
  ChangePage page(Booking booking, MoveBooking.Wish wish, Changed would, Language language) {
    Site site = bookings.network().site(booking.site()).orElseThrow();
    Space now = bookings.network().spaceById(booking.space()).orElseThrow();
    Space asked = wish.space().flatMap(bookings.network()::space).orElse(now);
    Booking then = would instanceof Changed.Done(Booking moved) ? moved : booking;
    Optional<BookedTime> time = time(site, booking, wish);
    return new ChangePage(
        booking.id().toString(),
        booking.reference(),
        now.name(),
        site.name(),
        booking.time().from(),
        booking.time().to(),
        paid(booking),
        time.orElse(booking.time()).from(),
        time.orElse(booking.time()).to(),
        !bookings.now().isBefore(booking.slot().start()),
        choices(site.arranged(time.orElse(booking.time()).from().toLocalDate()), now, asked),
        site.rules(asked).grain().toSeconds(),
        booking.status() == BookingStatus.CONFIRMED && then.status() == BookingStatus.REQUESTED,
        outcome(booking, would),
        would instanceof Changed.Refused(var refusal)
            ? Optional.of(RefusalWords.of(refusal, language))
            : Optional.empty(),
        paid(then),
        would instanceof Changed.SlotTaken(var others)
            ? others.stream().map(other -> alternative(booking, other)).toList()
            : List.of());
  }

  private static long paid(Booking booking) {
    return booking.price().total().minus(booking.refund()).centimes();
  }

  private static Outcome outcome(Booking booking, Changed would) {
    return switch (would) {
      case Changed.Done(Booking then) ->
          then.time().equals(booking.time()) && then.space() == booking.space()
              ? Outcome.SAME
              : Outcome.POSSIBLE;
      case Changed.SlotTaken taken -> Outcome.TAKEN;
      case Changed.Refused refused -> Outcome.REFUSED;
      case Changed.Unknown unknown -> Outcome.REFUSED;
    };
  }

  private static Optional<BookedTime> time(Site site, Booking booking, MoveBooking.Wish wish) {
    String from = wish.from().orElse(booking.time().from().toString());
    String to = wish.to().orElse(booking.time().to().toString());
    return BookingRules.read(from, to, site.clock()) instanceof BookingRules.Read.Time(var time)
        ? Optional.of(time)
        : Optional.empty();
  }

  private static List<Choice> choices(Site site, Space now, Space asked) {
    return SearchQuery.spaces(site, now.kind()).stream()
        .map(s -> new Choice(s.reference(), s.name(), s.id() == asked.id()))
        .toList();
  }

  private static Alternative alternative(Booking booking, FindSpaces.Alternative other) {
    return new Alternative(
        other.space().name(),
        other.time().from(),
        other.time().to(),
        other.price().total().centimes(),
        "/me/bookings/%s/change?space=%s&from=%s&to=%s"
            .formatted(
                booking.id(), other.space().reference(), other.time().from(), other.time().to()));
  }
}
