package mogador.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The handlers of the REST contract's operations, by operation id. */
public final class Operations {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");

  private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();

  /** Answers an operation of the contract; once for each. */
  public Operations on(String operationId, Handler<RoutingContext> handler) {
    if (handlers.put(operationId, handler) != null) {
      throw new IllegalStateException(operationId + " has two handlers");
    }
    return this;
  }

  /**
   * Routes the requests of a contract to the handlers of its operations, but for those that do not
   * match it.
   *
   * @throws IllegalStateException if the contract and the handlers do not match one to one
   */
  public void route(Router router, OpenAPIContract contract) {
    Set<String> unused = new HashSet<>(handlers.keySet());
    for (Path path : contract.getPaths()) {
      for (Operation operation : path.getOperations()) {
        String id = operation.getOperationId();
        Handler<RoutingContext> handler = handlers.get(id);
        if (handler == null) throw new IllegalStateException(id + " has no handler");
        unused.remove(id);
        RequestCheck check = RequestCheck.of(operation, contract.getSchemaRepository());
        router
            .route(operation.getHttpMethod(), PLACEHOLDER.matcher(path.getName()).replaceAll(":$1"))
            .handler(
                ctx -> {
                  check.check(ctx);
                  handler.handle(ctx);
                });
      }
    }
    if (!unused.isEmpty()) throw new IllegalStateException("not in the contract: " + unused);
  }
}
