package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceParty.Look;
import mogador.booking.PlaceParty.Placed;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Parties by the REST contract. */
final class PartyRoutes {
  private final Bookings bookings;
  private final Guard guard;

  PartyRoutes(Bookings bookings, Guard guard) {
    this.bookings = bookings;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("placeParty", this::place)
        .on("precheckParty", this::precheck)
        .on("readParty", this::read)
        .on("cancelParty", this::cancel);
  }

  private void place(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    PlaceParty.Request request = request(Input.body(ctx));
    switch (bookings.party().place(actor, request, SeriesRoutes.key(ctx))) {
      case Placed.Booked(JsonObject answer) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("location", "/api/v1/parties/" + answer.getString("id"))
              .putHeader("content-type", "application/json")
              .end(answer.toBuffer());
      case Placed.TooFew(int free) -> tooFew(free).send(ctx);
      case Placed.Refused(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
      case Placed.KeyReused() -> SeriesRoutes.keyReused().send(ctx);
      case Placed.Suspended() -> BookingRoutes.suspended().send(ctx);
    }
  }

  private void precheck(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.party().look(actor, request(Input.body(ctx)))) {
      case Look.Found(PlaceParty.Chosen chosen) -> ctx.json(PlaceParty.json(chosen));
      case Look.TooFew(int free) -> tooFew(free).send(ctx);
      case Look.Refused(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
    }
  }

  private void read(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    UUID id = id(ctx);
    answer(ctx, id, bookings.party().find(actor, id));
  }

  private void cancel(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    UUID id = id(ctx);
    answer(ctx, id, bookings.party().cancel(actor, id));
  }

  private void answer(RoutingContext ctx, UUID id, List<Booking> found) {
    if (found.isEmpty()) throw unknown();
    ctx.json(PlaceParty.json(bookings.network(), id, found));
  }

  private static Problem tooFew(int free) {
    return Problem.of(409, "slot_taken", "Only " + free + " of them are free all that time.")
        .with("free", free);
  }

  private static PlaceParty.Request request(JsonObject body) {
    JsonObject any = body.getJsonObject("any").copy();
    int count = any.getInteger("count");
    any.remove("count");
    return new PlaceParty.Request(BookingRoutes.request(body.copy().put("any", any)), count);
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(PartyRoutes::unknown);
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_party", "There is no such party, or it is not yours."));
  }
}
