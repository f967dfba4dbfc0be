package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.MyBookingsPage.Cancelled;
import mogador.booking.MyBookingsPage.Entry;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.sites.Door;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Languages;
import mogador.web.Messages;
import mogador.web.QrSvg;

/** Fills the pages about one booking, or about all of someone's. */
final class BookingViews {
  private final Bookings bookings;

  BookingViews(Bookings bookings) {
    this.bookings = bookings;
  }

  /**
   * A space at a time, to be booked.
   *
   * @param lost what is free instead, when somebody else was quicker
   */
  ConfirmPage confirm(
      RoutingContext ctx,
      Space space,
      BookedTime time,
      String key,
      Optional<List<FindSpaces.Alternative>> lost) {
    Site site = site(space.site());
    Language language = Languages.of(ctx);
    Optional<Refusal> refusal =
        BookingRules.check(space).or(() -> BookingRules.check(site, time, bookings.now()));
    boolean taken = lost.isPresent() || (refusal.isEmpty() && !bookings.isFree(space, time));
    List<FindSpaces.Alternative> alternatives =
        lost.orElseGet(() -> taken ? bookings.near(site, space, time) : List.of());
    Price price = Price.of(site, space, time);
    String state = taken ? "taken" : "chosen";
    return new ConfirmPage(
        space.reference(),
        space.name(),
        space.kind().code(),
        site.name(),
        site.floor(space.floor()).orElseThrow().name(),
        space.capacity(),
        time.from(),
        time.to(),
        price.beforeTax().centimes(),
        price.tax().centimes(),
        price.total().centimes(),
        price.vat().basisPoints(),
        price.lines(),
        plan(site, space, state, language),
        key,
        Guard.known(ctx).isPresent(),
        refusal.isPresent()
            ? ConfirmPage.State.REFUSED
            : taken ? ConfirmPage.State.TAKEN : ConfirmPage.State.FREE,
        refusal.map(Refusal::code),
        alternatives.stream().map(BookingViews::alternative).toList(),
        search(site, space, time));
  }

  PassPage pass(Booking booking, Actor reader, boolean fresh, Language language) {
    Space space = space(booking);
    Site site = site(booking.site());
    SiteZone zone = site.clock();
    boolean ended = !bookings.now().isBefore(booking.slot().end());
    PassPage.State state =
        booking.isCancelled()
            ? PassPage.State.CANCELLED
            : ended ? PassPage.State.ENDED : PassPage.State.READY;
    boolean mine = reader.id().equals(booking.person());
    return new PassPage(
        booking.id().toString(),
        booking.reference(),
        fresh,
        state,
        space.name(),
        space.kind().code(),
        site.name(),
        site.floor(space.floor()).orElse(site.floors().getFirst()).name(),
        booking.time().from(),
        booking.time().to(),
        zone.localAt(booking.doorsOpen().start()),
        booking.price().total().centimes(),
        state == PassPage.State.READY && mine
            ? QrSvg.of(bookings.qrText(booking.person()), booking.reference())
            : "",
        bookings.network().doorsTo(space).stream().map(Door::name).toList(),
        space.retired() ? "" : plan(site, space, "chosen", language),
        mine && isInCalendar(booking)
            ? Optional.of(Bookings.passPath(booking.id()) + "/calendar.ics")
            : Optional.empty());
  }

  private static boolean isInCalendar(Booking booking) {
    return booking.status() == BookingStatus.CONFIRMED
        || booking.status() == BookingStatus.REQUESTED;
  }

  MyBookingsPage mine(Actor actor, Optional<UUID> cancelled) {
    Instant now = bookings.now();
    List<Booking> all = bookings.of(actor);
    return new MyBookingsPage(
        cancelled
            .flatMap(id -> all.stream().filter(b -> b.id().equals(id)).findFirst())
            .filter(Booking::isCancelled)
            .map(b -> new Cancelled(b.reference(), again(b))),
        all.stream().filter(b -> coming(b, now)).map(b -> entry(b, now)).toList(),
        all.stream()
            .filter(b -> !coming(b, now))
            .sorted(Comparator.comparing((Booking b) -> b.slot().start()).reversed())
            .map(b -> entry(b, now))
            .toList());
  }

  static PlanSvg.Mark mark(String state, Language language, Optional<String> href) {
    return new PlanSvg.Mark(state, Messages.in(language).text("state." + state), href);
  }

  private static boolean coming(Booking booking, Instant now) {
    return !booking.isCancelled() && now.isBefore(booking.slot().end());
  }

  private Entry entry(Booking booking, Instant now) {
    return new Entry(
        booking.id().toString(),
        booking.reference(),
        space(booking).name(),
        site(booking.site()).name(),
        booking.time().from(),
        booking.time().to(),
        booking.price().total().centimes(),
        !booking.isCancelled() && booking.slot().contains(now),
        booking.isCancelled());
  }

  private static ConfirmPage.Alternative alternative(FindSpaces.Alternative other) {
    return new ConfirmPage.Alternative(
        other.space().name(),
        other.time().from(),
        other.time().to(),
        other.price().total().centimes(),
        href(other.space(), other.time()));
  }

  private String again(Booking booking) {
    return href(space(booking), booking.time());
  }

  private static String href(Space space, BookedTime time) {
    return "/spaces/" + space.reference() + "?from=" + time.from() + "&to=" + time.to();
  }

  private static String search(Site site, Space space, BookedTime time) {
    return "/?site=%s&day=%s&from=%s&to=%s&kind=%s"
        .formatted(
            site.id(),
            time.from().toLocalDate(),
            time.from().toLocalTime(),
            time.to().toLocalTime(),
            space.kind().code());
  }

  private static String plan(Site site, Space chosen, String state, Language language) {
    return PlanSvg.draw(
        site,
        chosen.floor(),
        language,
        space ->
            space.id() == chosen.id()
                ? mark(state, language, Optional.empty())
                : PlanSvg.Mark.NONE);
  }

  private Site site(String id) {
    return bookings.network().site(id).orElseThrow();
  }

  private Space space(Booking booking) {
    return bookings.network().spaceById(booking.space()).orElseThrow();
  }
}
