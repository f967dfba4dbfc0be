package mogador.booking;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.ApprovalsPage.Other;
import mogador.booking.ApprovalsPage.Request;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** Where managers say yes or no to what was asked for. */
final class ApprovalPages {
  private static final String PATH = "/ops/approvals";
  private static final int REASON = 500;

  private final Bookings bookings;
  private final Pages pages;

  ApprovalPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.post(PATH + "/:id/approve").handler(this::approve);
    router.post(PATH + "/:id/decline").handler(this::decline);
  }

  private void list(RoutingContext ctx) {
    Optional<Actor> actor = manager(ctx);
    if (actor.isEmpty()) return;
    Language language = Languages.of(ctx);
    List<Request> requests =
        bookings.network().sites().stream()
            .filter(site -> actor.get().manages(site.id()))
            .flatMap(site -> bookings.requested(site.id()).stream())
            .map(booking -> request(booking, language))
            .toList();
    Optional<String> said = Input.query(ctx, "said").filter(s -> s.matches("[a-z_]{1,40}"));
    pages.render(ctx, "booking/approvals.jte", new ApprovalsPage(said, requests));
  }

  private void approve(RoutingContext ctx) {
    Optional<Actor> actor = manager(ctx);
    if (actor.isEmpty()) return;
    back(ctx, bookings.change().approve(actor.get(), id(ctx)), "approved");
  }

  private void decline(RoutingContext ctx) {
    Optional<Actor> actor = manager(ctx);
    if (actor.isEmpty()) return;
    String reason = FormBody.of(ctx).required("reason", REASON);
    back(ctx, bookings.change().decline(actor.get(), id(ctx), reason), "declined");
  }

  private static void back(RoutingContext ctx, Changed changed, String done) {
    String said =
        switch (changed) {
          case Changed.Done d -> done;
          case Changed.Refused(var refusal) -> refusal.code();
          case Changed.SlotTaken taken -> "slot_taken";
          case Changed.Unknown unknown -> throw BookingPages.unknownBooking();
        };
    BookingPages.redirect(ctx, PATH + "?said=" + said);
  }

  private Request request(Booking booking, Language language) {
    Space space = bookings.network().spaceById(booking.space()).orElseThrow();
    Site site = bookings.network().site(booking.site()).orElseThrow();
    SiteZone zone = site.clock();
    Person person = bookings.person(booking.person());
    var day = booking.time().from().toLocalDate();
    return new Request(
        booking.id().toString(),
        booking.reference(),
        space.name(),
        space.reference(),
        site.name(),
        person.shownName(),
        person.email(),
        booking.time().from(),
        booking.time().to(),
        zone.localAt(booking.createdAt()),
        booking.purpose(),
        booking.attendees(),
        space.capacity(),
        booking.price().total().centimes(),
        bookings.uses(space, day, booking.time().to().toLocalDate()).stream()
            .filter(use -> !use.booking().equals(Optional.of(booking.id())))
            .map(
                use -> {
                  LocalSlot slot = LocalSlot.of(use.attended(), zone);
                  return new Other(slot.from(), slot.to(), use.person());
                })
            .toList(),
        bookings.alsoThen(booking).stream()
            .map(
                other ->
                    new Other(
                        other.time().from(),
                        other.time().to(),
                        bookings
                            .network()
                            .spaceById(other.space())
                            .orElseThrow()
                            .name()
                            .in(language)))
            .toList());
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(BookingPages::unknownBooking);
  }

  /** Who asks, if they manage any site; nobody is sent to sign in. */
  private static Optional<Actor> manager(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isPresent() && !actor.get().managesAnySite()) {
      throw new Problem.Fault(
          Problem.of(403, "forbidden", "This is for the facility managers of a site."));
    }
    return actor;
  }
}
