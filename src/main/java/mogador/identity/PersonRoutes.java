package mogador.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import mogador.web.Operations;

/** Who a token belongs to, by the REST contract. */
public final class PersonRoutes {
  private final Guard guard;

  public PersonRoutes(Guard guard) {
    this.guard = guard;
  }

  public void mount(Operations operations) {
    operations.on("me", this::me);
  }

  private void me(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    ctx.json(
        new JsonObject()
            .put("id", actor.id().toString())
            .put("email", actor.person().email())
            .put("name", actor.person().name())
            .put("language", actor.person().language().code())
            .put("manages", new JsonArray(actor.managed().stream().sorted().toList())));
  }
}
