package mogador.booking;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import mogador.booking.BookingRequest.Wish;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceBooking.Placed;
import mogador.booking.PlaceBooking.Prechecked;
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
        .on("precheckBooking", this::precheck)
        .on("changeBooking", this::change)
        .on("cancelBooking", step(bookings.change()::cancel))
        .on("confirmBooking", step(bookings.change()::confirm))
        .on("approveBooking", step(bookings.change()::approve))
        .on("declineBooking", this::decline)
        .on("checkInBooking", step(bookings.change()::checkIn))
        .on("endBooking", step(bookings.change()::end))
        .on("listRequests", this::requests);
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
          String text = "Ask for " + BookingRules.LONGEST.toDays() + " days at most.";
          throw new Problem.Fault(Problem.of(422, "too_long", text).field("to"));
        }
        boolean open = site.hours().contain(time.from(), time.to());
        ctx.json(BookingJson.availability(site, time, open, bookings.at(site, kind, time)));
      }
    }
  }

  private void place(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Optional<String> key = Optional.ofNullable(ctx.request().getHeader("Idempotency-Key"));
    switch (bookings.place(actor, request(Input.body(ctx)), key)) {
      case Placed.Booked(JsonObject answer) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("location", "/api/v1/bookings/" + answer.getString("id"))
              .putHeader("content-type", "application/json")
              .end(answer.toBuffer());
      case Placed.SlotTaken(var alternatives) -> taken(alternatives).send(ctx);
      case Placed.Refused(Refusal refusal) -> problem(refusal).send(ctx);
      case Placed.KeyReused() ->
          Problem.of(
                  422,
                  "idempotency_key_reused",
                  "This key was used for another request; take a new one.")
              .field("Idempotency-Key")
              .send(ctx);
      case Placed.Suspended() -> suspended().send(ctx);
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

  private void precheck(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.precheck(actor, request(Input.body(ctx)))) {
      case Prechecked.Free(var space, var time, var price, var status) ->
          ctx.json(BookingJson.prechecked(space, time, price, status));
      case Prechecked.Taken(var alternatives) -> taken(alternatives).send(ctx);
      case Prechecked.Refused(Refusal refusal) -> problem(refusal).send(ctx);
    }
  }

  private void change(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    var wish =
        new MoveBooking.Wish(
            Optional.ofNullable(body.getString("space")),
            Optional.ofNullable(body.getString("from")),
            Optional.ofNullable(body.getString("to")),
            Optional.ofNullable(body.getString("purpose")),
            Optional.ofNullable(body.getInteger("attendees")));
    boolean dryRun = Input.query(ctx, "dry_run").map(Boolean::parseBoolean).orElse(false);
    answer(ctx, actor, bookings.move(actor, id(ctx), wish, dryRun));
  }

  /** One of the steps that need nothing but the booking's id. */
  private Handler<RoutingContext> step(BiFunction<Actor, UUID, Changed> step) {
    return ctx -> {
      Actor actor = guard.signedIn(ctx);
      answer(ctx, actor, step.apply(actor, id(ctx)));
    };
  }

  private void decline(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    String reason = Input.body(ctx).getString("reason", "");
    answer(ctx, actor, bookings.change().decline(actor, id(ctx), reason));
  }

  private void requests(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    Actor actor = guard.manager(ctx, site);
    var waiting = bookings.requested(site).stream().map(b -> bookings.json(b, actor)).toList();
    ctx.json(new JsonObject().put("bookings", new JsonArray(waiting)));
  }

  private void answer(RoutingContext ctx, Actor actor, Changed changed) {
    switch (changed) {
      case Changed.Done(Booking booking) -> ctx.json(bookings.json(booking, actor));
      case Changed.Unknown() -> throw unknown();
      case Changed.Refused(Refusal refusal) -> problem(refusal).send(ctx);
      case Changed.SlotTaken(var alternatives) -> taken(alternatives).send(ctx);
    }
  }

  private static Problem taken(List<FindSpaces.Alternative> alternatives) {
    return Problem.of(409, "slot_taken", "Someone else holds it for part of that time.")
        .with("alternatives", BookingJson.alternatives(alternatives));
  }

  private SpaceKind kind(String code) {
    return SpaceKind.of(code)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(422, "unknown_kind", "There is no kind " + code + ".")
                        .field("kind")));
  }

  static BookingRequest request(JsonObject body) {
    var details =
        new BookingRequest.Details(
            body.getBoolean("hold", false),
            Optional.ofNullable(body.getString("for")),
            Optional.ofNullable(body.getString("company")).map(BookingRoutes::company),
            body.getString("purpose", ""),
            body.getInteger("attendees", 1));
    return new BookingRequest(wish(body), body.getString("from"), body.getString("to"), details);
  }

  private static UUID company(String text) {
    return Ids.parse(text)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(422, "unknown_company", "There is no such company.")
                        .field("company")));
  }

  private static Wish wish(JsonObject body) {
    String space = body.getString("space");
    JsonObject any = body.getJsonObject("any");
    if ((space == null) == (any == null)) {
      throw new Problem.Fault(
          Problem.of(400, "invalid_input", "Name either a space, or any of a kind.")
              .field("space"));
    }
    return any == null
        ? new Wish.ThisOne(space)
        : new Wish.Any(any.getString("site"), any.getString("kind"), needs(any));
  }

  private static BookingRequest.Needs needs(JsonObject any) {
    List<String> features =
        any.getJsonArray("features", new JsonArray()).stream().map(String::valueOf).toList();
    return new BookingRequest.Needs(
        any.getInteger("capacity", 0), features, Optional.ofNullable(any.getString("floor")));
  }

  static Problem suspended() {
    return problem(Changed.SUSPENDED);
  }

  static Problem problem(Refusal refusal) {
    int status = status(refusal.code());
    Problem problem = Problem.of(status, refusal.code(), refusal.text()).field(refusal.field());
    return RefusalJson.explained(problem, refusal);
  }

  /** 409 where it is not the request that is wrong but where the booking is in its life. */
  private static int status(String code) {
    return switch (code) {
      case "already_ended", "not_confirmed", "hold_over", "not_requested", "not_begun", "begun" ->
          409;
      case "forbidden", "not_a_member", "not_on_behalf", "suspended" -> 403;
      default -> code.startsWith("unknown_") ? 404 : 422;
    };
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
