package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceBooking.Placed;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.SiteZone;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Bookings by the REST contract. */
final class BookingRoutes {
  private final Bookings bookings;
  private final Guard guard;

  BookingRoutes(Bookings bookings, Guard guard) {
    this.bookings = bookings;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("availability", this::availability)
        .on("placeBooking", this::place)
        .on("listBookings", this::list)
        .on("readBooking", this::read)
        .on("cancelBooking", this::cancel);
  }

  private void availability(RoutingContext ctx) {
    Site site =
        bookings
            .network()
            .site(Input.path(ctx, "site"))
            .orElseThrow(() -> fault(404, "unknown_site", "There is no such site."));
    String from = query(ctx, "from");
    String to = query(ctx, "to");
    Optional<SpaceKind> kind = Input.query(ctx, "kind").map(this::kind);
    SiteZone zone = site.clock();
    switch (BookingRules.read(from, to, zone)) {
      case Read.No(Refusal refusal) -> problem(refusal).send(ctx);
      case Read.Time(BookedTime time) -> {
        if (time.slot().length().compareTo(BookingRules.LONGEST) > 0) {
          throw fault(
              422, "too_long", "Ask for " + BookingRules.LONGEST.toDays() + " days at most.");
        }
        boolean open = site.hours().contain(time.from(), time.to());
        ctx.json(BookingJson.availability(site, time, open, bookings.at(site, kind, time)));
      }
    }
  }

  private void place(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    var request =
        new PlaceBooking.Request(wish(body), body.getString("from"), body.getString("to"));
    Optional<PlaceBooking.Key> key =
        Optional.ofNullable(ctx.request().getHeader("Idempotency-Key")).map(PlaceBooking.Key::new);
    switch (bookings.place(actor, request, key)) {
      case Placed.Booked(JsonObject answer) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("location", "/api/v1/bookings/" + answer.getString("id"))
              .putHeader("content-type", "application/json")
              .end(answer.toBuffer());
      case Placed.SlotTaken(var alternatives) ->
          Problem.of(409, "slot_taken", "Someone else holds it for part of that time.")
              .with("alternatives", BookingJson.alternatives(alternatives))
              .send(ctx);
      case Placed.Refused(Refusal refusal) -> problem(refusal).send(ctx);
      case Placed.KeyReused() ->
          Problem.of(
                  422,
                  "idempotency_key_reused",
                  "This key was used for another request; take a new one.")
              .field("Idempotency-Key")
              .send(ctx);
      case Placed.Suspended() ->
          Problem.of(403, "suspended", "This account may not book for now.").send(ctx);
    }
  }

  private void list(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    var mine = bookings.of(actor).stream().map(b -> bookings.json(b, actor)).toList();
    ctx.json(new JsonObject().put("bookings", new JsonArray(mine)));
  }

  private void read(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Booking booking = bookings.find(actor, id(ctx)).orElseThrow(BookingRoutes::unknown);
    ctx.json(bookings.json(booking, actor));
  }

  private void cancel(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.cancel(actor, id(ctx))) {
      case CancelBooking.Outcome.Cancelled(Booking booking) ->
          ctx.json(bookings.json(booking, actor));
      case CancelBooking.Outcome.Unknown() -> throw unknown();
      case CancelBooking.Outcome.Ended(Booking booking) ->
          Problem.of(409, "already_ended", "This booking has ended; there is nothing to give back.")
              .send(ctx);
    }
  }

  private SpaceKind kind(String code) {
    return SpaceKind.of(code)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(422, "unknown_kind", "There is no kind " + code + ".")
                        .field("kind")));
  }

  private static PlaceBooking.Wish wish(JsonObject body) {
    String space = body.getString("space");
    JsonObject any = body.getJsonObject("any");
    if ((space == null) == (any == null)) {
      throw new Problem.Fault(
          Problem.of(400, "invalid_input", "Name either a space, or any of a kind.")
              .field("space"));
    }
    return any == null
        ? new PlaceBooking.Wish.ThisOne(space)
        : new PlaceBooking.Wish.Any(any.getString("site"), any.getString("kind"));
  }

  private static Problem problem(Refusal refusal) {
    int status = refusal.code().startsWith("unknown_") ? 404 : 422;
    return Problem.of(status, refusal.code(), refusal.text()).field(refusal.field());
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(BookingRoutes::unknown);
  }

  private static String query(RoutingContext ctx, String name) {
    return Input.query(ctx, name)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(
                            400, "invalid_input", "Say " + name + ", a time like 2026-12-01T09:00.")
                        .field(name)));
  }

  private static Problem.Fault unknown() {
    return fault(404, "unknown_booking", "There is no such booking, or it is not yours.");
  }

  private static Problem.Fault fault(int status, String code, String text) {
    return new Problem.Fault(Problem.of(status, code, text));
  }
}
