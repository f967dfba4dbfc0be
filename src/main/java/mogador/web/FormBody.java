package mogador.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The fields of a form sent, or of a query, read with bounds. What does not fit is thrown as a
 * {@link Problem.Fault} that names the field. A form must have been read by a body handler.
 */
public final class FormBody {
  private final MultiMap fields;

  private FormBody(MultiMap fields) {
    this.fields = fields;
  }

  public static FormBody of(RoutingContext ctx) {
    return new FormBody(ctx.request().formAttributes());
  }

  public static FormBody ofQuery(RoutingContext ctx) {
    return new FormBody(ctx.queryParams());
  }

  /** A field's text without surrounding blanks; empty if it is missing or blank. */
  public Optional<String> text(String name, int maxLength) {
    String value = fields.get(name);
    if (value == null || value.isBlank()) return Optional.empty();
    value = value.strip();
    if (value.length() > maxLength) {
      throw refused("field_too_long", name, "is longer than " + maxLength + " characters");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      throw refused("field_malformed", name, "contains control characters");
    }
    return Optional.of(value);
  }

  public String required(String name, int maxLength) {
    return text(name, maxLength).orElseThrow(() -> missing(name));
  }

  /** A date as {@code 2026-12-01}. */
  public Optional<LocalDate> date(String name) {
    return text(name, 20)
        .map(
            value -> {
              try {
                return LocalDate.parse(value);
              } catch (DateTimeException e) {
                throw refused("field_not_a_date", name, "is not a date such as 2026-12-01");
              }
            });
  }

  public LocalDate requiredDate(String name) {
    return date(name).orElseThrow(() -> missing(name));
  }

  /** A time of day as {@code 09:00}. */
  public Optional<LocalTime> time(String name) {
    return text(name, 20)
        .map(
            value -> {
              try {
                return LocalTime.parse(value);
              } catch (DateTimeException e) {
                throw refused("field_not_a_time", name, "is not a time such as 09:00");
              }
            });
  }

  public LocalTime requiredTime(String name) {
    return time(name).orElseThrow(() -> missing(name));
  }

  /** A whole number between {@code min} and {@code max}, both included. */
  public Optional<Integer> integer(String name, int min, int max) {
    return text(name, 12)
        .map(
            value -> {
              try {
                int number = Integer.parseInt(value);
                if (number >= min && number <= max) return number;
              } catch (NumberFormatException e) {
                // Refused below, like a number out of its bounds.
              }
              throw refused(
                  "field_not_a_number", name, "is not a whole number from " + min + " to " + max);
            });
  }

  private static Problem.Fault missing(String name) {
    return refused("field_missing", name, "is missing");
  }

  private static Problem.Fault refused(String code, String name, String what) {
    return new Problem.Fault(
        Problem.of(400, code, "The field " + name + " " + what + ".").field(name));
  }
}
