package mogador.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The handlers of the REST contract's operations, by operation id. */
public final class Operations {
  private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();

  /** Answers an operation of the contract; once for each. */
  public Operations on(String operationId, Handler<RoutingContext> handler) {
    if (handlers.put(operationId, handler) != null) {
      throw new IllegalStateException(operationId + " has two handlers");
    }
    return this;
  }

  /**
   * Binds every handler to its operation.
   *
   * @throws IllegalStateException if the contract and the handlers do not match one to one
   */
  public void bind(RouterBuilder builder) {
    Set<String> unanswered = new HashSet<>();
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      Handler<RoutingContext> handler = handlers.get(id);
      if (handler == null) unanswered.add(id);
      else route.addHandler(handler);
    }
    if (!unanswered.isEmpty()) throw new IllegalStateException("without handler: " + unanswered);
    if (builder.getRoutes().size() != handlers.size()) {
      throw new IllegalStateException("a handler without operation among " + handlers.keySet());
    }
  }
}
