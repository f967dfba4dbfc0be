package mogador.booking;

import java.util.List;
import java.util.Optional;
import mogador.booking.BookingRequest.Needs;
import mogador.booking.BookingRequest.Wish;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/** A request as it is understood, or why it is not. */
sealed interface AskedBooking {
  /** A given space at a time. */
  record This(Site site, Space space, BookedTime time) implements AskedBooking {}

  /** Any of these spaces, the nicest first; all are of one kind and let by the hour. */
  record AnyOf(Site site, List<Space> spaces, BookedTime time) implements AskedBooking {}

  record No(Refusal refusal) implements AskedBooking {}

  /** Reads a request; the rules that concern who asks are not weighed yet. */
  static AskedBooking read(Network network, BookingRequest request) {
    return switch (request.wish()) {
      case Wish.ThisOne(String reference) -> {
        Optional<Space> space = network.space(reference);
        yield space.isEmpty()
            ? no("unknown_space", "space", "There is no space " + reference + ".")
            : given(network, space.get(), request);
      }
      case Wish.Any any -> any(network, any, request);
    };
  }

  private static AskedBooking given(Network network, Space space, BookingRequest request) {
    Site site = network.site(space.site()).orElseThrow();
    return switch (BookingRules.read(request.from(), request.to(), site.clock())) {
      case Read.No(Refusal refusal) -> new No(refusal);
      case Read.Time(BookedTime time) -> new This(site, space, time);
    };
  }

  private static AskedBooking any(Network network, Wish.Any any, BookingRequest request) {
    Optional<SpaceKind> kind = SpaceKind.of(any.kind());
    if (kind.isEmpty())
      return no("unknown_kind", "any.kind", "There is no kind " + any.kind() + ".");
    Optional<Site> site = network.site(any.site());
    if (site.isEmpty())
      return no("unknown_site", "any.site", "There is no site " + any.site() + ".");
    return switch (BookingRules.read(request.from(), request.to(), site.get().clock())) {
      case Read.No(Refusal refusal) ->
          suitable(site.get(), kind.get(), any.needs()).isEmpty() ? nothing() : new No(refusal);
      case Read.Time(BookedTime time) -> {
        Site that = site.get().arranged(time.from().toLocalDate());
        List<Space> spaces = suitable(that, kind.get(), any.needs());
        yield spaces.isEmpty() ? nothing() : new AnyOf(that, spaces, time);
      }
    };
  }

  private static List<Space> suitable(Site site, SpaceKind kind, Needs needs) {
    return site.spaces().stream()
        .filter(space -> space.bookable() && space.kind() == kind)
        .filter(space -> offers(space, needs))
        .toList();
  }

  private static AskedBooking nothing() {
    return no("nothing_suitable", "any", "No such space of this site offers all that.");
  }

  /** Whether a space offers what is needed. */
  static boolean offers(Space space, Needs needs) {
    return space.capacity() >= needs.capacity()
        && space.features().containsAll(needs.features())
        && needs.floor().map(space.floor()::equals).orElse(true);
  }

  private static AskedBooking no(String code, String field, String text) {
    return new No(new Refusal(code, field, text));
  }
}
