package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.LocalText;
import mogador.sites.Holiday;
import mogador.sites.OpeningHours.Period;
import mogador.web.Problem;

/** A refusal as the REST contract says it: the rule, and what would be accepted. */
final class RefusalJson {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private RefusalJson() {}

  /**
   * The problem with members {@code rule} and {@code accepted}, where there is something to say.
   */
  static Problem explained(Problem problem, Refusal refusal) {
    Problem explained = refusal.rule().isEmpty() ? problem : problem.with("rule", refusal.rule());
    if (refusal.accepted().isEmpty()) return explained;
    var accepted = new JsonObject();
    refusal.accepted().forEach((name, value) -> accepted.put(name, json(value)));
    return explained.with("accepted", accepted);
  }

  private static Object json(Object value) {
    return switch (value) {
      case LocalDateTime time -> LOCAL.format(time);
      case LocalDate date -> date.toString();
      case LocalText text -> text(text);
      case Holiday holiday ->
          new JsonObject()
              .put("code", holiday.code())
              .put("name", text(holiday.name()))
              .put("provisional", holiday.provisional());
      case Period period ->
          new JsonObject()
              .put("from", period.from().toString())
              .put("to", period.to().equals(LocalTime.MIDNIGHT) ? "24:00" : period.to().toString());
      case List<?> list -> new JsonArray(list.stream().map(RefusalJson::json).toList());
      default -> value;
    };
  }

  private static JsonObject text(LocalText text) {
    return new JsonObject().put("fr", text.fr()).put("ar", text.ar()).put("en", text.en());
  }
}
