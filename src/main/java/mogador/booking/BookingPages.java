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
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** The nomad's pages: choose, book, walk in. */
final class BookingPages {
  private static final String CONFIRM = "booking/confirm.jte";

  private final Bookings bookings;
  private final Pages pages;
  private final SearchPages search;
  private final BookingViews views;

  BookingPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
    this.search = new SearchPages(bookings);
    this.views = new BookingViews(bookings);
  }

  void mount(Router router) {
    router.get("/").handler(ctx -> pages.render(ctx, "booking/search.jte", search.page(ctx)));
    router.get("/spaces/:site/:code").handler(this::confirm);
    router.post("/spaces/:site/:code").handler(this::book);
    router.get("/me").handler(ctx -> redirect(ctx, "/me/bookings"));
    router.get("/me/bookings").handler(this::mine);
    router.get("/me/bookings/:id").handler(this::pass);
    router.post("/me/bookings/:id/cancel").handler(this::cancel);
  }

  private void confirm(RoutingContext ctx) {
    Space space = space(ctx);
    BookedTime time = time(space, FormBody.ofQuery(ctx));
    pages.render(ctx, CONFIRM, views.confirm(ctx, space, time, Ids.secret(12), Optional.empty()));
  }

  private void book(RoutingContext ctx) {
    Space space = space(ctx);
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
      case Placed.Suspended() ->
          Problem.of(403, "suspended", "This account may not book for now.").send(ctx);
    }
  }

  private void mine(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    Optional<UUID> cancelled = Input.query(ctx, "cancelled").flatMap(Ids::parse);
    pages.render(ctx, "booking/my-bookings.jte", views.mine(actor.get(), cancelled));
  }

  private void pass(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    Booking booking = booking(ctx, actor.get());
    boolean fresh = Input.query(ctx, "fresh").isPresent();
    pages.render(
        ctx, "booking/pass.jte", views.pass(booking, actor.get(), fresh, Languages.of(ctx)));
  }

  private void cancel(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    UUID id = booking(ctx, actor.get()).id();
    switch (bookings.change().cancel(actor.get(), id)) {
      case Changed.Done(Booking booking) -> redirect(ctx, "/me/bookings?cancelled=" + booking.id());
      case Changed.Refused(var refusal) -> redirect(ctx, Bookings.passPath(id));
      case Changed.SlotTaken(var alternatives) -> redirect(ctx, Bookings.passPath(id));
      case Changed.Unknown() -> throw unknownBooking();
    }
  }

  /** Who asks; nobody is sent to sign in and comes back here. */
  private static Optional<Actor> signedIn(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) redirect(ctx, "/sign-in?next=" + encoded(ctx.normalizedPath()));
    return actor;
  }

  private Space space(RoutingContext ctx) {
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

  private Booking booking(RoutingContext ctx, Actor actor) {
    return Ids.parse(Input.path(ctx, "id"))
        .flatMap(id -> bookings.find(actor, id))
        .orElseThrow(BookingPages::unknownBooking);
  }

  private static Problem.Fault unknownBooking() {
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

  private static String encoded(String path) {
    return java.net.URLEncoder.encode(path, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void redirect(RoutingContext ctx, String path) {
    var unused = ctx.redirect(path);
  }
}
