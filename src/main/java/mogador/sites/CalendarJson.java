package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;

/** A site's days as the REST contract says them. */
final class CalendarJson {
  static final int MOST_DAYS = 400;

  private CalendarJson() {}

  static JsonObject write(Site site, LocalDate from, LocalDate to) {
    var days = new JsonArray();
    from.datesUntil(to).forEach(date -> days.add(day(site.hours(), date)));
    return new JsonObject()
        .put("site", site.id())
        .put("zone", site.zone())
        .put("from", from.toString())
        .put("to", to.toString())
        .put("days", days);
  }

  private static JsonObject day(OpeningHours hours, LocalDate date) {
    var openings = new JsonArray();
    for (OpeningHours.Period period : hours.on(date)) {
      String to = period.to().equals(LocalTime.MIDNIGHT) ? "24:00" : period.to().toString();
      openings.add(new JsonObject().put("from", period.from().toString()).put("to", to));
    }
    JsonObject json = new JsonObject().put("date", date.toString()).put("openings", openings);
    hours
        .period(date)
        .ifPresent(
            period ->
                json.put(
                    "period",
                    new JsonObject()
                        .put("name", SiteJson.text(period.name()))
                        .put("provisional", period.provisional())));
    return json.put(
        "holidays",
        new JsonArray(hours.holidays().on(date).stream().map(CalendarJson::holiday).toList()));
  }

  private static JsonObject holiday(Holiday holiday) {
    return new JsonObject()
        .put("code", holiday.code())
        .put("name", SiteJson.text(holiday.name()))
        .put("provisional", holiday.provisional());
  }
}
