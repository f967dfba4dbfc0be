package mogador.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.identity.Person;
import mogador.platform.Answers;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Space;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Rights by hand, and who is kept out, by the REST contract; for facility managers. */
final class RightRoutes {
  private final Access access;
  private final Guard guard;

  RightRoutes(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("giveRight", this::give)
        .on("withdrawRight", this::withdraw)
        .on("personRights", this::rights)
        .on("suspendPerson", this::suspend)
        .on("reinstatePerson", this::reinstate);
  }

  private void give(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String site = Input.path(ctx, "site");
    Actor actor = guard.manager(ctx, site);
    var wish =
        new HandRights.Wish(
            person(body.getString("person")).id(),
            site,
            codes(body, "spaces"),
            codes(body, "doors"),
            time(body, "from"),
            time(body, "to"),
            Optional.ofNullable(body.getString("schedule"))
                .map(text -> Ids.parse(text).orElse(new UUID(0, 0))),
            why(body, "reason"));
    Optional<Answers.Key> key =
        Optional.ofNullable(ctx.request().getHeader("Idempotency-Key"))
            .map(text -> new Answers.Key(text, "right " + site + body.encode()));
    switch (give(actor, wish, key)) {
      case Given.Answer(JsonObject json) -> {
        ctx.response().setStatusCode(201);
        ctx.json(json);
      }
      case Given.KeyReused() ->
          Problem.of(409, "idempotency_key_reused", "This key was used for another request before.")
              .send(ctx);
      case Given.No(HandRights.Outcome outcome) -> answer(ctx, 201, outcome);
    }
  }

  /** What a wish came to, now or when it was asked before under its key. */
  private sealed interface Given {
    record Answer(JsonObject json) implements Given {}

    record KeyReused() implements Given {}

    record No(HandRights.Outcome outcome) implements Given {}
  }

  private Given give(Actor actor, HandRights.Wish wish, Optional<Answers.Key> key) {
    try {
      return access.database().inTransaction(sql -> give(sql, actor, wish, key));
    } catch (PgException e) {
      // The same request beside this one was quicker.
      if (!Answers.isAnswered(e)) throw e;
      return earlier(access.database().sql(), actor, key).orElseThrow();
    }
  }

  private Given give(Sql sql, Actor actor, HandRights.Wish wish, Optional<Answers.Key> key) {
    Optional<Given> before = earlier(sql, actor, key);
    if (before.isPresent()) return before.get();
    HandRights.Outcome outcome = access.rights().give(sql, actor, wish);
    if (!(outcome instanceof HandRights.Outcome.Done(HandRight right)))
      return new Given.No(outcome);
    JsonObject json = json(right);
    key.ifPresent(
        one -> Answers.keep(sql, actor.id(), Answers.Answer.to(one, json), right.givenAt()));
    return new Given.Answer(json);
  }

  private static Optional<Given> earlier(Sql sql, Actor actor, Optional<Answers.Key> key) {
    return key.flatMap(
        one -> Answers.earlier(sql, actor.id(), one, Given.Answer::new, Given.KeyReused::new));
  }

  private static List<String> codes(JsonObject body, String field) {
    return body.getJsonArray(field, new JsonArray()).stream().map(String::valueOf).toList();
  }

  private void withdraw(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String site = Input.path(ctx, "site");
    Actor actor = guard.manager(ctx, site);
    UUID id = Ids.parse(Input.path(ctx, "id")).orElse(new UUID(0, 0));
    String why = why(body, "why");
    answer(
        ctx,
        200,
        access
            .database()
            .inTransaction(sql -> access.rights().withdraw(sql, actor, site, id, why)));
  }

  private void answer(RoutingContext ctx, int status, HandRights.Outcome outcome) {
    switch (outcome) {
      case HandRights.Outcome.Done(HandRight right) -> {
        ctx.response().setStatusCode(status);
        ctx.json(json(right));
      }
      case HandRights.Outcome.Refused(String code, String field, String text) ->
          Problem.of(code.startsWith("unknown_") ? 404 : 422, code, text).field(field).send(ctx);
      case HandRights.Outcome.Unknown() ->
          Problem.of(404, "unknown_right", "The site has no such right by hand.").send(ctx);
    }
  }

  private void rights(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Person person = person(Input.path(ctx, "email"));
    List<JsonObject> found =
        AccessStore.rightsOf(
                access.database().sql(), person.id(), id -> access.sites().current().site(id))
            .stream()
            .filter(right -> actor.manages(right.site()))
            .map(this::json)
            .toList();
    ctx.json(
        new JsonObject()
            .put("person", person.email())
            .put("suspended", person.suspended())
            .put("rights", new JsonArray(found)));
  }

  private void suspend(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Actor actor = manager(ctx);
    UUID person = person(Input.path(ctx, "email")).id();
    String why = why(body, "why");
    answer(
        ctx,
        access
            .database()
            .inTransaction(sql -> access.suspensions().suspend(sql, actor, person, why)));
  }

  private void reinstate(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Actor actor = manager(ctx);
    UUID person = person(Input.path(ctx, "email")).id();
    String why = why(body, "why");
    answer(
        ctx,
        access
            .database()
            .inTransaction(sql -> access.suspensions().reinstate(sql, actor, person, why)));
  }

  private static void answer(RoutingContext ctx, Suspensions.Outcome outcome) {
    switch (outcome) {
      case Suspensions.Outcome.Done() -> ctx.response().setStatusCode(204).end();
      case Suspensions.Outcome.AsItIs() ->
          Problem.of(409, "as_it_is", "This is how it stands already.").send(ctx);
      case Suspensions.Outcome.NotYours() ->
          Problem.of(403, "forbidden", "A manager is suspended by managers of all sites only.")
              .send(ctx);
      case Suspensions.Outcome.Unknown() -> throw unknownPerson();
    }
  }

  private JsonObject json(HandRight right) {
    var json =
        new JsonObject()
            .put("id", right.id().toString())
            .put("site", right.site())
            .put("spaces", new JsonArray(right.spaces().stream().map(this::code).toList()))
            .put("doors", new JsonArray(right.doors()))
            .put("starts_at", right.during().start().toString())
            .put("ends_at", right.during().end().toString())
            .put("reason", right.reason())
            .put("given_at", right.givenAt().toString());
    right.schedule().ifPresent(schedule -> json.put("schedule", schedule.toString()));
    return json;
  }

  private JsonObject json(AccessRight right) {
    var json =
        new JsonObject()
            .put("site", right.site())
            .put("starts_at", right.during().start().toString())
            .put("ends_at", right.during().end().toString())
            .put("source", right.source().code())
            .put("source_id", right.sourceId().toString());
    right
        .door()
        .ifPresentOrElse(
            door -> json.put("door", door),
            () -> right.space().ifPresent(space -> json.put("space", code(space))));
    if (right.escorted()) json.put("escorted", true);
    right.hours().ifPresent(hours -> json.put("schedule", hours.id().toString()));
    return json;
  }

  private String code(long space) {
    return access.sites().current().spaceById(space).map(Space::code).orElse("");
  }

  private Actor manager(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    if (actor.managesAnySite()) return actor;
    throw new Problem.Fault(Problem.of(403, "forbidden", "This is for facility managers."));
  }

  private Person person(String email) {
    return Email.of(email).flatMap(access.people()::find).orElseThrow(RightRoutes::unknownPerson);
  }

  static Problem.Fault unknownPerson() {
    return new Problem.Fault(Problem.of(404, "unknown_person", "Nobody is known by that address."));
  }

  static String why(JsonObject body, String field) {
    String why = body.getString(field).strip();
    if (!why.isEmpty()) return why;
    throw new Problem.Fault(
        Problem.of(422, "invalid_input", "Say why, for the record.").field(field));
  }

  private static LocalDateTime time(JsonObject body, String field) {
    try {
      return LocalDateTime.parse(body.getString(field));
    } catch (DateTimeException e) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say a time of the site like 2026-12-01T09:00.")
              .field(field));
    }
  }
}
