package mogador.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.access.CredentialSteps.Outcome;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.identity.Person;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Credentials by the REST contract; for facility managers. */
final class CredentialRoutes {
  private final Access access;
  private final Guard guard;

  CredentialRoutes(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("enrolCredential", this::enrol)
        .on("listCredentials", this::list)
        .on("credentialLost", ctx -> step(ctx, access.steps()::lost))
        .on("credentialFound", ctx -> step(ctx, access.steps()::found))
        .on("endCredential", ctx -> step(ctx, access.steps()::end))
        .on("describeCredential", this::describe)
        .on("replaceCredential", this::replace);
  }

  private interface Step {
    Outcome of(Sql sql, Actor by, UUID credential);
  }

  private void enrol(RoutingContext ctx) {
    Actor actor = manager(ctx);
    UUID person = person(ctx).id();
    JsonObject body = Input.body(ctx);
    CredentialKey key = key(body);
    String label = Optional.ofNullable(body.getString("label")).orElse("");
    Optional<Instant> expires =
        Optional.ofNullable(body.getString("expires_at")).map(CredentialRoutes::instant);
    answer(ctx, 201, sql -> access.steps().enrol(sql, actor, person, key, label, expires));
  }

  private void list(RoutingContext ctx) {
    manager(ctx);
    UUID person = person(ctx).id();
    var found = new JsonArray();
    for (Credentials.Listed one : access.credentials().of(access.database().sql(), person)) {
      var json =
          new JsonObject()
              .put("id", one.id().toString())
              .put("kind", one.kind().code())
              .put("label", one.label())
              .put("status", one.status().code())
              .put("created_at", one.createdAt().toString());
      one.expires().ifPresent(end -> json.put("expires_at", end.toString()));
      found.add(json);
    }
    ctx.json(new JsonObject().put("credentials", found));
  }

  private void step(RoutingContext ctx, Step step) {
    Actor actor = manager(ctx);
    UUID id = id(ctx);
    answer(ctx, 200, sql -> step.of(sql, actor, id));
  }

  /** What is left out stays; an end of null is none. */
  private void describe(RoutingContext ctx) {
    Actor actor = manager(ctx);
    UUID id = id(ctx);
    JsonObject body = Input.body(ctx);
    Optional<String> label = Optional.ofNullable(body.getString("label"));
    Optional<Optional<Instant>> expires =
        body.containsKey("expires_at")
            ? Optional.of(
                Optional.ofNullable(body.getString("expires_at")).map(CredentialRoutes::instant))
            : Optional.empty();
    answer(ctx, 200, sql -> access.steps().describe(sql, actor, id, label, expires));
  }

  private void replace(RoutingContext ctx) {
    Actor actor = manager(ctx);
    UUID id = id(ctx);
    CredentialKey key = key(Input.body(ctx));
    answer(ctx, 201, sql -> access.steps().replace(sql, actor, id, key));
  }

  private void answer(RoutingContext ctx, int status, Function<Sql, Outcome> step) {
    switch (access.database().inTransaction(step)) {
      case Outcome.Done(UUID id) -> {
        ctx.response().setStatusCode(status);
        ctx.json(new JsonObject().put("id", id.toString()));
      }
      case Outcome.AlreadyKnown(UUID holder) ->
          Problem.of(409, "credential_known", "This credential is already somebody's.")
              .field("bytes")
              .send(ctx);
      case Outcome.NotNow() ->
          Problem.of(409, "not_now", "Its status or its end does not allow this.").send(ctx);
      case Outcome.NotYours() ->
          Problem.of(403, "forbidden", "It is a manager's: for managers of all sites only.")
              .send(ctx);
      case Outcome.Unknown() ->
          Problem.of(404, "unknown_credential", "There is no such credential.").send(ctx);
    }
  }

  private CredentialKey key(JsonObject body) {
    CredentialKind kind = CredentialKind.of(body.getString("kind")).orElseThrow();
    return access.credentials().key(kind, HexFormat.of().parseHex(body.getString("bytes")));
  }

  private Actor manager(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    if (actor.managesAnySite()) return actor;
    throw new Problem.Fault(Problem.of(403, "forbidden", "This is for facility managers."));
  }

  private Person person(RoutingContext ctx) {
    return Email.of(Input.path(ctx, "email"))
        .flatMap(access.people()::find)
        .orElseThrow(RightRoutes::unknownPerson);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_input", "Say an instant like 2026-12-01T18:00:00Z.")
              .field("expires_at"));
    }
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElse(new UUID(0, 0));
  }
}
