package mogador.access;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Credentials.Enrolled;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.identity.Person;
import mogador.platform.Database;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Enrolment by the REST contract; for those who manage the network. */
public final class CredentialRoutes {
  private final Database database;
  private final People people;
  private final Credentials credentials;
  private final Guard guard;

  public CredentialRoutes(Database database, People people, Credentials credentials, Guard guard) {
    this.database = database;
    this.people = people;
    this.credentials = credentials;
    this.guard = guard;
  }

  public void mount(Operations operations) {
    operations.on("enrolCredential", this::enrol);
  }

  private void enrol(RoutingContext ctx) {
    Actor actor = guard.networkManager(ctx);
    Person person =
        Email.of(Input.path(ctx, "email"))
            .flatMap(people::find)
            .orElseThrow(
                () ->
                    new Problem.Fault(
                        Problem.of(404, "unknown_person", "Nobody is known by that address.")));
    JsonObject body = Input.body(ctx);
    CredentialKind kind = CredentialKind.of(body.getString("kind")).orElseThrow();
    byte[] bytes = HexFormat.of().parseHex(body.getString("bytes"));
    String label = Optional.ofNullable(body.getString("label")).orElse("");
    Enrolled enrolled =
        database.inTransaction(
            sql -> credentials.enrol(sql, actor.id(), person.id(), kind, bytes, label));
    switch (enrolled) {
      case Enrolled.Done(UUID id) -> {
        ctx.response().setStatusCode(201);
        ctx.json(new JsonObject().put("id", id.toString()));
      }
      case Enrolled.AlreadyKnown(UUID holder) ->
          Problem.of(409, "credential_known", "This credential is already somebody's.")
              .field("bytes")
              .send(ctx);
    }
  }
}
