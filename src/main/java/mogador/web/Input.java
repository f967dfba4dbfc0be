package mogador.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a request brings, or a problem that names what it lacks. */
public final class Input {
  private Input() {}

  /** A parameter of the path the route was matched by. */
  public static String path(RoutingContext ctx, String name) {
    return Optional.ofNullable(ctx.pathParam(name)).orElse("");
  }

  /** A parameter of the query; empty when absent. */
  public static Optional<String> query(RoutingContext ctx, String name) {
    return Optional.ofNullable(ctx.queryParams().get(name));
  }

  /**
   * The body, as a JSON object.
   *
   * @throws Problem.Fault 400 if it is absent or something else
   */
  public static JsonObject body(RoutingContext ctx) {
    try {
      JsonObject body = ctx.body().asJsonObject();
      if (body != null) return body;
    } catch (ClassCastException somethingElse) {
      // Said below, as of no body at all.
    }
    throw new Problem.Fault(Problem.of(400, "invalid_input", "Send a JSON object as the body."));
  }
}
