package mogador.booking;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceBooking.Placed;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.SiteZone;
import mogador.platform.Ids;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The nomad's pages: choose, book, walk in. */
final class BookingPages {
  private static final String CONFIRM = "booking/confirm.jte";

  private final Bookings bookings;
  private final Pages pages;
  private final SearchPages search;
  private final BookingViews views;
  private final SpacePages spaces;

  BookingPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
    this.search = new SearchPages(bookings);
    this.views = new BookingViews(bookings);
    this.spaces = new SpacePages(bookings);
  }

  void mount(Router router) {
    router.get("/").handler(ctx -> pages.render(ctx, "booking/search.jte", search.page(ctx)));
    router.get("/spaces/:site/:code").handler(this::space);
    router.post("/spaces/:site/:code").handler(this::book);
    router.post("/spaces/:site/:code/wait").handler(this::wait);
  }

  /** With a time to book it, without one to see when it is free. */
  private void space(RoutingContext ctx) {
    if (Input.query(ctx, "from").or(() -> Input.query(ctx, "to")).isPresent()) confirm(ctx);
    else pages.render(ctx, "booking/space.jte", spaces.page(ctx, asked(ctx)));
  }

  private void confirm(RoutingContext ctx) {
    Space space = asked(ctx);
    BookedTime time = time(space, FormBody.ofQuery(ctx));
    pages.render(ctx, CONFIRM, views.confirm(ctx, space, time, Ids.secret(12), Optional.empty()));
  }

  private void book(RoutingContext ctx) {
    Space space = asked(ctx);
    var form = FormBody.of(ctx);
    BookedTime time = time(space, form);
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      String here = "/spaces/" + space.reference() + "?from=" + time.from() + "&to=" + time.to();
      redirect(ctx, "/sign-in?next=" + encoded(here));
      return;
    }
    String key = form.required("key", 100);
    var request =
        BookingRequest.of(space.reference(), time.from().toString(), time.to().toString());
    var outcome = bookings.place(actor.get(), request, Optional.of("page-" + key));
    switch (outcome) {
      case Placed.Booked(var answer) ->
          redirect(ctx, Bookings.passPath(UUID.fromString(answer.getString("id"))) + "?fresh=1");
      case Placed.SlotTaken(var alternatives) ->
          pages.render(
              ctx, 409, CONFIRM, views.confirm(ctx, space, time, key, Optional.of(alternatives)));
      case Placed.Refused(Refusal refusal) ->
          pages.render(ctx, 422, CONFIRM, views.confirm(ctx, space, time, key, Optional.empty()));
      case Placed.KeyReused() ->
          redirect(
              ctx, "/spaces/" + space.reference() + "?from=" + time.from() + "&to=" + time.to());
      case Placed.Suspended() -> BookingRoutes.suspended().send(ctx);
    }
  }

  private void wait(RoutingContext ctx) {
    Space space = asked(ctx);
    BookedTime time = time(space, FormBody.of(ctx));
    String here = BookingViews.href(space, time.from(), time.to());
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      redirect(ctx, "/sign-in?next=" + encoded(here));
      return;
    }
    var request =
        BookingRequest.of(space.reference(), time.from().toString(), time.to().toString());
    switch (bookings.waitlist().join(actor.get(), request)) {
      case Waitlist.Joined.Waits waits -> redirect(ctx, "/me/bookings?said=waits");
      case Waitlist.Joined.FreeNow free -> redirect(ctx, here);
      case Waitlist.Joined.Refused(Refusal refusal) ->
          redirect(ctx, "/me/bookings?said=" + refusal.code());
    }
  }

  /** Who asks; nobody is sent to sign in and comes back here. */
  static Optional<Actor> signedIn(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) redirect(ctx, "/sign-in?next=" + encoded(ctx.normalizedPath()));
    return actor;
  }

  private Space asked(RoutingContext ctx) {
    Network network = bookings.network();
    return network
        .space(Input.path(ctx, "site"), Input.path(ctx, "code"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_space", "There is no such space.")));
  }

  private BookedTime time(Space space, FormBody fields) {
    Site site = bookings.network().site(space.site()).orElseThrow();
    SiteZone zone = site.clock();
    return switch (BookingRules.read(
        fields.required("from", 40), fields.required("to", 40), zone)) {
      case Read.Time(BookedTime time) -> time;
      case Read.No(Refusal refusal) ->
          throw new Problem.Fault(
              Problem.of(422, refusal.code(), refusal.text()).field(refusal.field()));
    };
  }

  static Problem.Fault unknownBooking() {
    return new Problem.Fault(
        Problem.of(404, "unknown_booking", "There is no such booking, or it is not yours."));
  }

  static LocalDateTime localNow(Site site, Instant now) {
    return site.clock().localAt(now);
  }

  static List<Site> openSites(Network network) {
    return network.sites().stream()
        .filter(site -> site.status() == mogador.sites.SiteStatus.OPEN)
        .toList();
  }

  static String encoded(String path) {
    return java.net.URLEncoder.encode(path, java.nio.charset.StandardCharsets.UTF_8);
  }

  static void redirect(RoutingContext ctx, String path) {
    var unused = ctx.redirect(path);
  }
}
