package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.sites.OpeningHours.Period;

/** Opening hours as JSON with the site file's own keys. */
final class HoursJson {
  private HoursJson() {}

  static JsonObject write(OpeningHours hours) {
    JsonObject json = week(new JsonObject(), hours.week());
    if (!hours.dated().isEmpty()) {
      json.put("periods", list(hours.dated().stream().map(HoursJson::dated)));
    }
    return json.put("holidays", holidays(hours.holidays().rules()));
  }

  private static JsonObject week(JsonObject json, Map<DayOfWeek, List<Period>> week) {
    week.forEach(
        (day, periods) -> {
          if (!periods.isEmpty()) json.put(HoursReader.dayCode(day), text(periods));
        });
    return json;
  }

  private static JsonObject dated(OpeningHours.Dated dated) {
    JsonObject json =
        new JsonObject()
            .put("from", dated.from().toString())
            .put("to", dated.to().minusDays(1).toString())
            .put("name", SiteJson.text(dated.name()))
            .put("provisional", dated.provisional());
    return week(json, dated.week());
  }

  private static JsonObject holidays(HolidayRules rules) {
    return new JsonObject()
        .put("calendar", rules.calendar())
        .put("hours", text(rules.hours()))
        .put("add", list(rules.added().stream().map(HoursJson::added)))
        .put("move", list(rules.moved().stream().map(HoursJson::moved)))
        .put("remove", list(rules.removed().stream().map(HoursJson::removed)));
  }

  private static JsonObject added(HolidayRules.Added added) {
    JsonObject json =
        new JsonObject()
            .put("code", added.code())
            .put("on", added.date().toString())
            .put("name", SiteJson.text(added.name()))
            .put("provisional", added.provisional());
    return hours(json, added.hours());
  }

  private static JsonObject moved(HolidayRules.Moved moved) {
    JsonObject json =
        new JsonObject()
            .put("code", moved.code())
            .put("on", moved.date().toString())
            .put("provisional", moved.provisional());
    return hours(json, moved.hours());
  }

  private static JsonObject removed(HolidayRules.Removed removed) {
    JsonObject json = new JsonObject().put("code", removed.code());
    removed.year().ifPresent(year -> json.put("year", year));
    return json;
  }

  private static JsonObject hours(JsonObject json, Optional<HolidayHours> hours) {
    hours.ifPresent(h -> json.put("hours", text(h)));
    return json;
  }

  private static String text(HolidayHours hours) {
    if (hours.usual()) return HoursReader.USUAL;
    return hours.periods().isEmpty() ? HoursReader.CLOSED : text(hours.periods());
  }

  static String text(List<Period> periods) {
    return periods.stream().map(p -> p.from() + "-" + p.to()).collect(Collectors.joining(","));
  }

  private static JsonArray list(Stream<JsonObject> items) {
    return new JsonArray(items.toList());
  }
}
