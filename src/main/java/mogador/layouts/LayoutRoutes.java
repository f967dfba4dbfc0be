package mogador.layouts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.layouts.ChangeLayout.Outcome;
import mogador.layouts.ChangeLayout.Word;
import mogador.layouts.Settle.Choice;
import mogador.platform.Answers;
import mogador.platform.Ids;
import mogador.sites.Point;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Layouts by the REST contract; for those who manage the site. */
final class LayoutRoutes {
  private final Layouts layouts;
  private final Guard guard;

  LayoutRoutes(Layouts layouts, Guard guard) {
    this.layouts = layouts;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("listLayouts", this::list)
        .on("addLayout", this::add)
        .on("withdrawLayout", this::withdraw);
  }

  private void list(RoutingContext ctx) {
    guard.manager(ctx, Input.path(ctx, "site"));
    Site site = site(ctx);
    ctx.json(LayoutJson.layouts(site, layouts.today(site)));
  }

  private void add(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Actor actor = guard.manager(ctx, Input.path(ctx, "site"));
    Site site = site(ctx);
    LayoutWish wish = wish(body);
    if (isDryRun(ctx)) {
      answer(ctx, layouts.change().propose(actor, site, wish));
      return;
    }
    Optional<Answers.Key> key =
        Optional.ofNullable(ctx.request().getHeader("Idempotency-Key"))
            .map(text -> new Answers.Key(text, site.id() + body.encode()));
    answer(ctx, layouts.change().add(actor, site, wish, word(body), key));
  }

  private void withdraw(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Actor actor = guard.manager(ctx, Input.path(ctx, "site"));
    Site site = site(ctx);
    UUID id = Ids.parse(Input.path(ctx, "id")).orElseThrow(LayoutRoutes::unknown);
    answer(
        ctx,
        isDryRun(ctx)
            ? layouts.change().proposeWithdrawal(actor, site, id)
            : layouts.change().withdraw(actor, site, id, word(body)));
  }

  private void answer(RoutingContext ctx, Outcome outcome) {
    switch (outcome) {
      case Outcome.Proposed(Proposal proposal) -> ctx.json(layouts.json(proposal));
      case Outcome.Done(JsonObject answer) -> {
        boolean added = !answer.containsKey("withdrawn");
        ctx.response()
            .setStatusCode(added ? 201 : 200)
            .putHeader("content-type", "application/json")
            .end(answer.toBuffer());
      }
      case Outcome.NotAsSeen(Proposal proposal) ->
          Problem.of(
                  409,
                  "not_as_seen",
                  "It breaks bookings, and not those you have seen. Nothing was changed.")
              .field("version")
              .with("proposal", layouts.json(proposal))
              .send(ctx);
      case Outcome.Refused(Refusal refusal) -> problem(refusal).send(ctx);
      case Outcome.KeyReused() ->
          Problem.of(
                  422,
                  "idempotency_key_reused",
                  "This Idempotency-Key was used for another request.")
              .field("Idempotency-Key")
              .send(ctx);
      case Outcome.Unknown() -> throw unknown();
    }
  }

  static Problem problem(Refusal refusal) {
    int status =
        switch (refusal.code()) {
          case "date_taken", "seat_not_free", "already_begun" -> 409;
          default -> refusal.code().startsWith("unknown_") ? 404 : 422;
        };
    return Problem.of(status, refusal.code(), refusal.text()).field(refusal.field());
  }

  private static boolean isDryRun(RoutingContext ctx) {
    return Input.query(ctx, "dry_run").filter("true"::equals).isPresent();
  }

  private static LayoutWish wish(JsonObject body) {
    List<LayoutWish.Seat> seats =
        objects(body.getJsonArray("seats")).stream().map(LayoutRoutes::seat).toList();
    return new LayoutWish(body.getString("floor"), day(body.getString("from")), seats);
  }

  private static LayoutWish.Seat seat(JsonObject json) {
    String code = json.getString("seat");
    boolean away = json.getBoolean("away", false);
    boolean placed = json.containsKey("x") && json.containsKey("y");
    if (away == placed) {
      throw invalid("seats." + code, "A seat has an x and a y, or is away.");
    }
    return new LayoutWish.Seat(
        code,
        away
            ? Optional.empty()
            : Optional.of(new Point(json.getInteger("x"), json.getInteger("y"))));
  }

  private static Word word(JsonObject body) {
    List<Choice> choices =
        objects(body.getJsonArray("choices", new JsonArray())).stream()
            .map(LayoutRoutes::choice)
            .toList();
    return new Word(
        Optional.ofNullable(body.getString("version")),
        choices,
        Optional.ofNullable(body.getString("reason")).filter(text -> !text.isBlank()));
  }

  private static Choice choice(JsonObject json) {
    UUID booking =
        Ids.parse(json.getString("booking"))
            .orElseThrow(() -> invalid("choices", "A booking is named by its id, a UUID."));
    boolean cancel = json.getBoolean("cancel", false);
    Optional<String> space = Optional.ofNullable(json.getString("space"));
    if (cancel == space.isPresent()) {
      throw invalid("choices", "A choice names a space, or cancels.");
    }
    return new Choice(booking, space);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw invalid("from", "Say a day like 2026-12-01.");
    }
  }

  private Site site(RoutingContext ctx) {
    return layouts
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_layout", "There is no such layout at this site."));
  }

  private static Problem.Fault invalid(String field, String text) {
    return new Problem.Fault(Problem.of(422, "invalid_input", text).field(field));
  }
}
