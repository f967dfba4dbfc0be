package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mogador.booking.SeriesOutcome.Place;
import mogador.sites.Network;
import mogador.sites.Site;

/** Series as the REST contract says them. */
final class SeriesJson {
  private SeriesJson() {}

  /** A plan that is not booked. */
  static JsonObject planned(SeriesPlan plan) {
    return plan(new JsonObject(), plan)
        .put("possible", plan.isPossible())
        .put("plan", plan.fingerprint());
  }

  /** A series just booked. */
  static JsonObject placed(Network network, Series series, SeriesPlan plan) {
    return plan(head(network, series), plan);
  }

  /** A series as it is now. */
  static JsonObject series(Network network, Series series, List<Booking> bookings) {
    JsonObject json = head(network, series);
    series.endedAt().ifPresent(at -> json.put("cancelled_at", at.toString()));
    return json.put("bookings", bookings(network, bookings));
  }

  /** What became of each occurrence a change was to touch. */
  static JsonObject changed(Network network, Series series, List<SeriesOutcome> outcomes) {
    return head(network, series).mergeIn(outcomes(outcomes));
  }

  static JsonObject outcomes(List<SeriesOutcome> outcomes) {
    return new JsonObject()
        .put("occurrences", new JsonArray(outcomes.stream().map(SeriesJson::occurrence).toList()));
  }

  static JsonArray bookings(Network network, List<Booking> bookings) {
    return new JsonArray(
        bookings.stream()
            .map(b -> BookingJson.booking(network, b, java.util.Optional.empty()))
            .toList());
  }

  private static JsonObject head(Network network, Series series) {
    Site site = network.site(series.site()).orElseThrow();
    return new JsonObject()
        .put("id", series.id().toString())
        .put("site", series.site())
        .put("zone", site.zone())
        .put("space", network.spaceById(series.space()).orElseThrow().reference())
        .put("rule", series.rule())
        .put("from", BookingJson.local(series.from()))
        .put("to", BookingJson.local(series.to()))
        .put("sequence", series.sequence());
  }

  private static JsonObject plan(JsonObject json, SeriesPlan plan) {
    json.put("site", plan.site().id())
        .put("zone", plan.site().zone())
        .put("space", plan.main().reference())
        .put("rule", plan.rule())
        .put("from", BookingJson.local(plan.from()))
        .put("to", BookingJson.local(plan.to()))
        .mergeIn(outcomes(plan.outcomes()))
        .put("total_centimes", plan.total().centimes());
    plan.cut().ifPresent(last -> json.put("bounded_at", last.toLocalDate().toString()));
    return json;
  }

  private static JsonObject occurrence(SeriesOutcome outcome) {
    var json =
        new JsonObject()
            .put("recurrence", BookingJson.local(outcome.recurrence()))
            .put("outcome", code(outcome));
    outcome.place().ifPresent(place -> place(json, place));
    outcome
        .why()
        .ifPresent(
            why ->
                json.put(
                    "why", new JsonObject().put("code", why.code()).put("detail", why.text())));
    return json;
  }

  static String code(SeriesOutcome outcome) {
    return switch (outcome) {
      case SeriesOutcome.AsAsked asAsked -> "booked";
      case SeriesOutcome.Moved moved -> "moved";
      case SeriesOutcome.Skipped skipped -> skipped.at().isPresent() ? "kept" : "skipped";
      case SeriesOutcome.Conflict conflict -> "conflict";
    };
  }

  private static void place(JsonObject json, Place place) {
    json.put("space", place.space().reference());
    BookingJson.time(json, place.time())
        .put("starts_at", place.time().slot().start().toString())
        .put("ends_at", place.time().slot().end().toString())
        .put("price", BookingJson.price(place.price()));
    place
        .booking()
        .ifPresent(
            booking ->
                json.put(
                    "booking",
                    new JsonObject()
                        .put("id", booking.id().toString())
                        .put("reference", booking.reference())
                        .put("status", booking.status().code())));
  }
}
