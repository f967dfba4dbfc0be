package mogador.web;

import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mogador.platform.Unreachable;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the server's libraries throw into problems that name the field and tell no secrets.
 */
final class Problems {
  private static final Pattern MISSING = Pattern.compile("required property \"([^\"]+)\"");

  private Problems() {}

  static Problem of(int status, @Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem.Fault fault) return fault.problem();
      if (cause instanceof Unreachable) return ofStatus(503);
      if (cause instanceof DecodeException) {
        return Problem.of(400, "malformed_json", "The body is not valid JSON.");
      }
    }
    if (failure instanceof HttpException http) return ofStatus(http.getStatusCode());
    return ofStatus(failure != null && status < 400 ? 500 : status);
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.of(400, "bad_request", "The request could not be understood.");
      case 401 -> Problem.of(401, "not_signed_in", "A valid bearer token or session is needed.");
      case 403 -> Problem.of(403, "forbidden", "You may not do this.");
      case 404 -> Problem.of(404, "not_found", "There is nothing at this address.");
      case 405 -> Problem.of(405, "method_not_allowed", "This address has no such method.");
      case 406 -> Problem.of(406, "not_acceptable", "The answer exists in no accepted form.");
      case 408 -> Problem.of(408, "request_timeout", "The request took too long to arrive.");
      case 413 -> Problem.of(413, "body_too_large", "The request's body is too large.");
      case 414 -> Problem.of(414, "address_too_long", "The request's address is too long.");
      case 415 -> Problem.of(415, "unsupported_media_type", "Send the body as application/json.");
      case 429 -> Problem.of(429, "too_many_requests", "Too many requests; try again later.");
      case 503 -> Problem.of(503, "unavailable", "The service is not available just now.");
      default ->
          status >= 400 && status < 500
              ? Problem.of(status, "bad_request", "The request was refused.")
              : Problem.of(500, "unexpected", "Something failed on our side; it was logged.");
    };
  }

  /** What a validator found wrong. */
  static Problem invalid(OutputUnit found) {
    OutputUnit deepest = deepest(found);
    String location = Optional.ofNullable(deepest.getInstanceLocation()).orElse("");
    String reason = Optional.ofNullable(deepest.getError()).orElse("does not match the contract");
    String field = field(location.replaceFirst("^#?/?", ""), reason);
    Problem problem = Problem.of(400, "invalid_input", reason);
    return field.isEmpty() ? problem : problem.field(field);
  }

  /** A field that is missing has no location; the reason names it. */
  private static String field(String location, String reason) {
    Matcher missing = MISSING.matcher(reason);
    if (!missing.find()) return location;
    return location.isEmpty() ? missing.group(1) : location + "/" + missing.group(1);
  }

  /** The last of the nested errors is the one about the field itself. */
  private static OutputUnit deepest(OutputUnit unit) {
    return unit.getErrors() == null || unit.getErrors().isEmpty()
        ? unit
        : deepest(unit.getErrors().getLast());
  }
}
