package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceSeries.Placed;
import mogador.booking.PlanSeries.Planned;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Series by the REST contract. */
final class SeriesRoutes {
  private final Bookings bookings;
  private final Guard guard;

  SeriesRoutes(Bookings bookings, Guard guard) {
    this.bookings = bookings;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations.on("placeSeries", this::place).on("precheckSeries", this::precheck);
  }

  private void place(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.placeSeries().place(actor, request(Input.body(ctx)), key(ctx))) {
      case Placed.Booked(JsonObject answer) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("location", "/api/v1/series/" + answer.getString("id"))
              .putHeader("content-type", "application/json")
              .end(answer.toBuffer());
      case Placed.Conflict(SeriesPlan plan) -> conflict(SeriesJson.planned(plan)).send(ctx);
      case Placed.Refused(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
      case Placed.KeyReused() -> keyReused().send(ctx);
      case Placed.Suspended() ->
          Problem.of(403, "suspended", "This account may not book for now.").send(ctx);
    }
  }

  private void precheck(RoutingContext ctx) {
    guard.signedIn(ctx);
    switch (bookings.placeSeries().precheck(request(Input.body(ctx)))) {
      case Planned.Plan(SeriesPlan plan) -> ctx.json(SeriesJson.planned(plan));
      case Planned.No(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
    }
  }

  static Optional<String> key(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader("Idempotency-Key"));
  }

  static Problem keyReused() {
    return Problem.of(
            422, "idempotency_key_reused", "This key was used for another request; take a new one.")
        .field("Idempotency-Key");
  }

  /** Nothing was booked or changed; the occurrences say why. */
  private static Problem conflict(JsonObject planned) {
    return Problem.of(
            409, "series_conflict", "Not every occurrence can be as asked; nothing was changed.")
        .with("occurrences", planned.getJsonArray("occurrences"))
        .with("plan", planned.getString("plan"));
  }

  private static SeriesRequest request(JsonObject body) {
    List<String> except =
        body.getJsonArray("except", new JsonArray()).stream().map(String::valueOf).toList();
    return new SeriesRequest(
        BookingRoutes.request(body),
        body.getString("rule"),
        except,
        OnConflict.of(body.getString("on_conflict", "fail")),
        Optional.ofNullable(body.getString("plan")));
  }
}
