package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
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
import mogador.sites.SpaceKind;
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
        BookingRules.check(site, space, time, bookings.now(), asker(ctx, site), Usage.NONE);
    boolean taken = lost.isPresent() || (refusal.isEmpty() && !bookings.isFree(space, time));
    List<FindSpaces.Alternative> alternatives =
        lost.orElseGet(() -> taken ? bookings.near(site, space, time) : List.of());
    Price price = bookings.price(Guard.known(ctx), site, space, time);
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
        plan(site.arranged(time.from().toLocalDate()), space, state, language),
        key,
        Guard.known(ctx).isPresent(),
        refusal.isPresent()
            ? ConfirmPage.State.REFUSED
            : taken ? ConfirmPage.State.TAKEN : ConfirmPage.State.FREE,
        refusal.map(r -> RefusalWords.of(r, language)),
        alternatives.stream().map(BookingViews::alternative).toList(),
        site.rules(space).cancellation().tiers(),
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
            : ended
                ? PassPage.State.ENDED
                : booking.status() == BookingStatus.CONFIRMED
                    ? PassPage.State.READY
                    : PassPage.State.WAITING;
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
            ? bookings.codeNow(booking.person(), booking.reference())
            : "",
        state == PassPage.State.READY && mine
            ? QrSvg.of(bookings.qrText(booking.person()), booking.reference())
            : "",
        bookings.network().doorsTo(space).stream().map(Door::name).toList(),
        space.retired()
            ? ""
            : plan(site.arranged(booking.time().from().toLocalDate()), space, "chosen", language),
        mine && isInCalendar(booking)
            ? Optional.of(Bookings.passPath(booking.id()) + "/calendar.ics")
            : Optional.empty());
  }

  private static boolean isInCalendar(Booking booking) {
    return booking.status() == BookingStatus.CONFIRMED
        || booking.status() == BookingStatus.REQUESTED;
  }

  MyBookingsPage mine(Actor actor, Optional<UUID> cancelled, Optional<String> said) {
    Instant now = bookings.now();
    List<Booking> all = bookings.of(actor);
    List<Booking> coming = all.stream().filter(b -> coming(b, now)).toList();
    return new MyBookingsPage(
        cancelled
            .flatMap(id -> all.stream().filter(b -> b.id().equals(id)).findFirst())
            .filter(Booking::isCancelled)
            .map(b -> new Cancelled(b.reference(), href(space(b), b.time()))),
        said,
        SeriesViews.nextOfEach(coming).stream().map(b -> entry(b, now)).toList(),
        bookings.waitlist().of(actor).stream()
            .filter(entry -> entry.status() == WaitlistEntry.Status.WAITING)
            .map(this::wait)
            .toList(),
        all.stream()
            .filter(b -> !coming(b, now))
            .sorted(Comparator.comparing((Booking b) -> b.slot().start()).reversed())
            .map(b -> entry(b, now))
            .toList(),
        SeriesViews.of(coming));
  }

  private static Asker asker(RoutingContext ctx, Site site) {
    return Guard.known(ctx).map(actor -> Asker.of(actor, site.id())).orElse(Asker.ANYONE);
  }

  static PlanSvg.Mark mark(String state, Language language, Optional<String> href) {
    return new PlanSvg.Mark(state, Messages.in(language).text("state." + state), href);
  }

  private static boolean coming(Booking booking, Instant now) {
    return !booking.isCancelled() && now.isBefore(booking.slot().end());
  }

  private MyBookingsPage.Wait wait(WaitlistEntry entry) {
    Optional<Space> space = entry.space().flatMap(bookings.network()::spaceById);
    return new MyBookingsPage.Wait(
        entry.id().toString(),
        space.map(Space::name),
        entry.kind().or(() -> space.map(Space::kind)).map(SpaceKind::code).orElse(""),
        site(entry.site()).name(),
        entry.time().from(),
        entry.time().to(),
        bookings.waitlist().place(entry));
  }

  private Entry entry(Booking booking, Instant now) {
    boolean confirmed = booking.status() == BookingStatus.CONFIRMED;
    boolean over = !now.isBefore(booking.slot().end());
    return new Entry(
        booking.id().toString(),
        booking.reference(),
        space(booking).name(),
        site(booking.site()).name(),
        booking.time().from(),
        booking.time().to(),
        booking.price().total().centimes(),
        confirmed && over ? "done" : booking.status().code(),
        confirmed && booking.slot().contains(now),
        confirmed && booking.checkedInAt().isEmpty() && booking.doorsOpen().contains(now),
        booking.decideBy().map(by -> Math.max(0, Duration.between(now, by).toMinutes())),
        again(booking, now),
        Bookings.passPath(booking.id())
            + "/change?to="
            + booking.time().to().plusMinutes(HalfHours.MINUTES));
  }

  private static ConfirmPage.Alternative alternative(FindSpaces.Alternative other) {
    return new ConfirmPage.Alternative(
        other.space().name(),
        other.time().from(),
        other.time().to(),
        other.price().total().centimes(),
        href(other.space(), other.time()));
  }

  /** The same hours, as many weeks later as it takes to be ahead. */
  private String again(Booking booking, Instant now) {
    LocalDateTime local = site(booking.site()).clock().localAt(now);
    BookedTime time = booking.time();
    long weeks = 1;
    while (!time.from().plusWeeks(weeks).isAfter(local)) weeks++;
    return href(space(booking), time.from().plusWeeks(weeks), time.to().plusWeeks(weeks));
  }

  private static String href(Space space, BookedTime time) {
    return href(space, time.from(), time.to());
  }

  /** Where a space is booked for a time. */
  static String href(Space space, LocalDateTime from, LocalDateTime to) {
    return "/spaces/" + space.reference() + "?from=" + from + "&to=" + to;
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

  static String plan(Site site, Space chosen, String state, Language language) {
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
