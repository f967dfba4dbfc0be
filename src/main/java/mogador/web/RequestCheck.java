package mogador.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that do not match what the contract says of one operation. Made once for each: a
 * validator is dear to make, since it copies the schemas of the whole contract.
 */
final class RequestCheck {
  private static final String JSON = "application/json";

  private record Asked(
      String name, Location in, boolean required, Optional<SchemaType> type, Validator validator) {}

  private record Body(boolean required, Validator validator) {}

  private final List<Asked> parameters;
  private final Optional<Body> body;

  private RequestCheck(List<Asked> parameters, Optional<Body> body) {
    this.parameters = parameters;
    this.body = body;
  }

  /**
   * Reads an operation.
   *
   * @throws IllegalStateException if its body is something else than JSON
   */
  static RequestCheck of(Operation operation, SchemaRepository schemas) {
    return new RequestCheck(
        operation.getParameters().stream().map(parameter -> asked(parameter, schemas)).toList(),
        Optional.ofNullable(operation.getRequestBody())
            .map(
                described -> {
                  var json = described.getContent().get(JSON);
                  if (json == null || described.getContent().size() > 1) {
                    throw new IllegalStateException(
                        operation.getOperationId() + " takes something else than " + JSON);
                  }
                  return new Body(described.isRequired(), schemas.validator(json.getSchema()));
                }));
  }

  /**
   * Looks at a request.
   *
   * @throws Problem.Fault 400 or 415, naming the field that is wrong
   */
  void check(RoutingContext ctx) {
    for (Asked asked : parameters) check(asked, value(ctx, asked));
    body.ifPresent(asked -> check(asked, ctx));
  }

  private static Asked asked(Parameter parameter, SchemaRepository schemas) {
    return new Asked(
        parameter.getName(),
        parameter.getIn(),
        parameter.isRequired(),
        Optional.ofNullable(parameter.getSchemaType()),
        schemas.validator(parameter.getSchema()));
  }

  private static @Nullable String value(RoutingContext ctx, Asked asked) {
    return switch (asked.in()) {
      case PATH -> ctx.pathParam(asked.name());
      case QUERY -> ctx.queryParams().get(asked.name());
      case HEADER -> ctx.request().getHeader(asked.name());
      case COOKIE -> throw new IllegalStateException("the API takes no cookies");
    };
  }

  private static void check(Asked asked, @Nullable String value) {
    if (value == null) {
      if (asked.required()) throw fault(400, "Missing.", asked.name());
      return;
    }
    OutputUnit found = asked.validator().validate(typed(asked, value));
    if (!found.getValid()) {
      throw new Problem.Fault(Problems.invalid(found).field(asked.name()));
    }
  }

  /** What stands in an address is text; numbers and truth values are meant by it. */
  private static Object typed(Asked asked, String value) {
    return switch (asked.type().orElse(SchemaType.STRING)) {
      case BOOLEAN ->
          switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> value;
          };
      case INTEGER, NUMBER -> number(value);
      default -> value;
    };
  }

  private static Object number(String value) {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private static void check(Body asked, RoutingContext ctx) {
    if (ctx.body().length() <= 0) {
      if (asked.required()) throw fault(400, "Send a JSON object as the body.", "");
      return;
    }
    String type = Optional.ofNullable(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
    if (!JSON.equalsIgnoreCase(type.split(";", 2)[0].strip())) {
      throw new Problem.Fault(Problems.ofStatus(415));
    }
    OutputUnit found = asked.validator().validate(Input.body(ctx));
    if (!found.getValid()) throw new Problem.Fault(Problems.invalid(found));
  }

  private static Problem.Fault fault(int status, String detail, String field) {
    Problem problem = Problem.of(status, "invalid_input", detail);
    return new Problem.Fault(field.isEmpty() ? problem : problem.field(field));
  }
}
