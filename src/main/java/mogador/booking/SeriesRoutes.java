package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlaceSeries.Placed;
import mogador.booking.PlanSeries.Planned;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
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
    operations
        .on("placeSeries", this::place)
        .on("precheckSeries", this::precheck)
        .on("readSeries", this::read)
        .on("changeSeries", this::change)
        .on("cancelSeries", this::cancel)
        .on("cancelBookings", this::cancelRange);
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
      case Placed.Refused(Refusal refusal) -> refused(refusal).send(ctx);
      case Placed.KeyReused() -> keyReused().send(ctx);
      case Placed.Suspended() -> BookingRoutes.suspended().send(ctx);
    }
  }

  private void precheck(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.placeSeries().precheck(actor, request(Input.body(ctx)))) {
      case Planned.Plan(SeriesPlan plan) -> ctx.json(SeriesJson.planned(plan));
      case Planned.No(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
    }
  }

  private void read(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Series series = bookings.series(actor, id(ctx)).orElseThrow(SeriesRoutes::unknown);
    ctx.json(SeriesJson.series(bookings.network(), series, bookings.occurrences(series)));
  }

  private void change(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    Optional<String> scope = Optional.ofNullable(body.getString("scope"));
    var wish =
        new ChangeSeries.Wish(
            scope(scope, Optional.ofNullable(body.getString("at"))),
            Optional.ofNullable(body.getString("space")),
            Optional.ofNullable(body.getString("from")).map(text -> time("from", text)),
            Optional.ofNullable(body.getString("to")).map(text -> time("to", text)),
            body.getInteger("days", 0),
            body.getBoolean("reset", false),
            OnConflict.of(body.getString("on_conflict", "fail")),
            Input.query(ctx, "dry_run").map(Boolean::parseBoolean).orElse(false));
    switch (bookings.changeSeries().change(actor, id(ctx), wish, key(ctx))) {
      case ChangeSeries.Outcome.Done(JsonObject answer) -> ctx.json(answer);
      case ChangeSeries.Outcome.Would(var outcomes, JsonObject answer) -> ctx.json(answer);
      case ChangeSeries.Outcome.Conflict(var outcomes) ->
          conflict(SeriesJson.outcomes(outcomes)).send(ctx);
      case ChangeSeries.Outcome.Refused(Refusal refusal) -> refused(refusal).send(ctx);
      case ChangeSeries.Outcome.KeyReused() -> keyReused().send(ctx);
      case ChangeSeries.Outcome.Unknown() -> throw unknown();
    }
  }

  private void cancel(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    SeriesScope scope = scope(Input.query(ctx, "scope"), Input.query(ctx, "at"));
    cancelled(ctx, bookings.cancelSeries().cancel(actor, id(ctx), scope));
  }

  private void cancelRange(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    cancelled(
        ctx,
        bookings
            .cancelSeries()
            .cancelRange(
                actor,
                date("from", body.getString("from")),
                date("to", body.getString("to")),
                Optional.ofNullable(body.getString("site"))));
  }

  private void cancelled(RoutingContext ctx, CancelSeries.Outcome outcome) {
    switch (outcome) {
      case CancelSeries.Outcome.Done done -> ctx.json(CancelSeries.json(bookings.network(), done));
      case CancelSeries.Outcome.Refused(Refusal refusal) -> refused(refusal).send(ctx);
      case CancelSeries.Outcome.Unknown() -> throw unknown();
    }
  }

  private static Problem refused(Refusal refusal) {
    if (!refusal.code().equals(SeriesFit.TAKEN.code())) return BookingRoutes.problem(refusal);
    return Problem.of(409, refusal.code(), refusal.text()).field(refusal.field());
  }

  private static SeriesScope scope(Optional<String> scope, Optional<String> at) {
    SeriesScope.Extent extent = scope.map(SeriesScope.Extent::of).orElse(SeriesScope.Extent.ALL);
    if (extent != SeriesScope.Extent.ALL && at.isEmpty()) {
      throw fault(400, "invalid_input", "Say at: the recurrence it is about.", "at");
    }
    return new SeriesScope(extent, at.map(text -> parsed("at", text, LocalDateTime::parse)));
  }

  private static LocalTime time(String field, String text) {
    return parsed(field, text, LocalTime::parse);
  }

  private static LocalDate date(String field, String text) {
    return parsed(field, text, LocalDate::parse);
  }

  private static <T> T parsed(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw fault(422, "invalid_time", "“" + text + "” is no such time.", field);
    }
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(SeriesRoutes::unknown);
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_series", "There is no such series, or it is not yours."));
  }

  private static Problem.Fault fault(int status, String code, String text, String field) {
    return new Problem.Fault(Problem.of(status, code, text).field(field));
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
    Problem problem =
        Problem.of(
                409,
                "series_conflict",
                "Not every occurrence can be as asked; nothing was changed.")
            .with("occurrences", planned.getJsonArray("occurrences"));
    return planned.containsKey("plan") ? problem.with("plan", planned.getString("plan")) : problem;
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
