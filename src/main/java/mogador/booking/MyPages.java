package mogador.booking;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Credentials;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** What a person does with their own bookings. */
final class MyPages {
  private static final String CHANGE = "booking/change.jte";

  private final Bookings bookings;
  private final Pages pages;
  private final BookingViews views;
  private final ChangePages changes;

  MyPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
    this.views = new BookingViews(bookings);
    this.changes = new ChangePages(bookings);
  }

  void mount(Router router) {
    router.get("/me").handler(ctx -> BookingPages.redirect(ctx, "/me/bookings"));
    router.get("/me/bookings").handler(this::mine);
    router.get("/me/bookings/:id").handler(this::pass);
    router.get("/me/bookings/:id/change").handler(this::change);
    router.post("/me/bookings/:id/change").handler(this::changed);
    router.post("/me/bookings/:id/cancel").handler(this::cancel);
    router
        .post("/me/bookings/:id/confirm")
        .handler(ctx -> simply(ctx, "confirmed", bookings.change()::confirm));
    router
        .post("/me/bookings/:id/check-in")
        .handler(ctx -> simply(ctx, "checked_in", bookings.change()::checkIn));
    router
        .post("/me/bookings/:id/end")
        .handler(ctx -> simply(ctx, "ended", bookings.change()::end));
    router.post("/me/waits/:id/leave").handler(this::leaveWait);
    router.post("/me/pin").handler(this::pin);
    router.get("/me/code").handler(this::code);
  }

  private void leaveWait(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    boolean theirs =
        Ids.parse(Input.path(ctx, "id"))
            .map(id -> bookings.waitlist().leave(actor.get(), id, bookings.change()))
            .orElse(false);
    if (!theirs) throw BookingPages.unknownBooking();
    said(ctx, "left_wait");
  }

  private void pin(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    String digits = FormBody.of(ctx).required("pin", 20);
    boolean well = digits.matches(Credentials.PIN);
    if (well) bookings.setPin(actor.get(), digits);
    said(ctx, well ? "pin_set" : "pin_malformed");
  }

  private void code(RoutingContext ctx) {
    Actor actor =
        Guard.known(ctx)
            .orElseThrow(() -> new Problem.Fault(Problem.of(401, "sign_in", "Sign in first.")));
    ctx.response().putHeader("cache-control", "no-store");
    ctx.json(bookings.codes(actor.id()));
  }

  private void mine(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Optional<UUID> cancelled = Input.query(ctx, "cancelled").flatMap(Ids::parse);
    Optional<String> said = Input.query(ctx, "said").filter(s -> s.matches("[a-z_]{1,40}"));
    pages.render(ctx, "booking/my-bookings.jte", views.mine(actor.get(), cancelled, said));
  }

  private void pass(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Booking booking = booking(ctx, actor.get());
    boolean fresh = Input.query(ctx, "fresh").isPresent();
    pages.render(
        ctx, "booking/pass.jte", views.pass(booking, actor.get(), fresh, Languages.of(ctx)));
  }

  private void change(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Booking booking = booking(ctx, actor.get());
    MoveBooking.Wish wish = ChangePages.wish(FormBody.ofQuery(ctx));
    pages.render(ctx, CHANGE, changes.page(actor.get(), booking, wish, Languages.of(ctx)));
  }

  private void changed(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Booking booking = booking(ctx, actor.get());
    MoveBooking.Wish wish = ChangePages.wish(FormBody.of(ctx));
    Changed changed = bookings.move(actor.get(), booking.id(), wish, false);
    switch (changed) {
      case Changed.Done done -> said(ctx, "changed");
      case Changed.SlotTaken taken ->
          pages.render(ctx, 409, CHANGE, changes.page(booking, wish, changed, Languages.of(ctx)));
      case Changed.Refused refused ->
          pages.render(ctx, 422, CHANGE, changes.page(booking, wish, changed, Languages.of(ctx)));
      case Changed.Unknown unknown -> throw BookingPages.unknownBooking();
    }
  }

  private void cancel(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    UUID id = booking(ctx, actor.get()).id();
    switch (bookings.change().cancel(actor.get(), id)) {
      case Changed.Done(Booking booking) ->
          BookingPages.redirect(ctx, "/me/bookings?cancelled=" + booking.id());
      case Changed.Refused(var refusal) -> said(ctx, refusal.code());
      case Changed.SlotTaken taken -> said(ctx, "slot_taken");
      case Changed.Unknown unknown -> throw BookingPages.unknownBooking();
    }
  }

  private interface Step {
    Changed of(Actor actor, UUID id);
  }

  private void simply(RoutingContext ctx, String done, Step step) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    UUID id = booking(ctx, actor.get()).id();
    switch (step.of(actor.get(), id)) {
      case Changed.Done(Booking booking) ->
          said(ctx, booking.status() == BookingStatus.REQUESTED ? "requested" : done);
      case Changed.Refused(var refusal) -> said(ctx, refusal.code());
      case Changed.SlotTaken taken -> said(ctx, "slot_taken");
      case Changed.Unknown unknown -> throw BookingPages.unknownBooking();
    }
  }

  private static void said(RoutingContext ctx, String code) {
    BookingPages.redirect(ctx, "/me/bookings?said=" + code);
  }

  private Booking booking(RoutingContext ctx, Actor actor) {
    return Ids.parse(Input.path(ctx, "id"))
        .flatMap(id -> bookings.find(actor, id))
        .orElseThrow(BookingPages::unknownBooking);
  }
}
