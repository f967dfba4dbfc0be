package mogador.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * A refusal or failure as RFC 9457 says it. Routes build one from an outcome and {@link #send} it,
 * or throw it as a {@link Fault}.
 *
 * @param status of HTTP, 400 to 599
 * @param code stable, snake_case, for programs; also the key {@code problem.CODE.title} and {@code
 *     .text} of {@link Messages} that a page shows, where they exist
 * @param title a few words in English, the same for every problem with this code
 * @param detail a sentence in English about this very case
 * @param field the input at fault, as the client named it
 * @param extra further members, such as alternatives
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    Optional<String> field,
    JsonObject extra) {

  public Problem {
    if (status < 400 || status > 599) throw new IllegalArgumentException("status " + status);
    if (!code.matches("[a-z][a-z0-9_]*")) throw new IllegalArgumentException("code " + code);
  }

  /** A problem whose title is its code in words: {@code slot_taken} becomes "Slot taken". */
  public static Problem of(int status, String code, String detail) {
    String words = code.replace('_', ' ');
    String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return new Problem(status, code, title, detail, Optional.empty(), new JsonObject());
  }

  /** The same, naming the input at fault. */
  public Problem field(String name) {
    return new Problem(status, code, title, detail, Optional.of(name), extra);
  }

  /** The same with one more member. */
  public Problem with(String name, Object value) {
    return new Problem(status, code, title, detail, field, extra.copy().put(name, value));
  }

  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("type", "/docs/problems#" + code)
            .put("title", title)
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    field.ifPresent(name -> json.put("field", name));
    return json.mergeIn(extra);
  }

  /** Hands this to the one exit, {@link ProblemHandler}: JSON below {@code /api/}, else a page. */
  public void send(RoutingContext ctx) {
    ctx.fail(status, new Fault(this));
  }

  /** Carries a problem out of code that has no other way. */
  public static final class Fault extends RuntimeException {
    private final Problem problem;

    public Fault(Problem problem) {
      // A refusal is no fault of the server: no stack trace to pay for.
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }
}
