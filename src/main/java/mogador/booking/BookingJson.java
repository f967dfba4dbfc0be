package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.pricing.LineJson;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;

/** Bookings, prices and free spaces as the REST contract says them. */
final class BookingJson {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private BookingJson() {}

  /** The text of the holder's QR and the page that shows it. */
  record Pass(String text, String url) {}

  static JsonObject booking(Network network, Booking booking, Optional<Pass> pass) {
    Space space = network.spaceById(booking.space()).orElseThrow();
    Site site = network.site(booking.site()).orElseThrow();
    var json =
        new JsonObject()
            .put("id", booking.id().toString())
            .put("reference", booking.reference())
            .put("site", booking.site())
            .put("space", space.reference())
            .put("space_name", text(space.name()))
            .put("status", booking.status().code())
            .put("sequence", booking.sequence());
    time(json, booking.time())
        .put("zone", site.zone())
        .put("starts_at", booking.slot().start().toString())
        .put("ends_at", booking.slot().end().toString())
        .put("created_at", booking.createdAt().toString());
    booking.decideBy().ifPresent(at -> json.put("decide_by", at.toString()));
    booking.endedAt().ifPresent(at -> json.put("cancelled_at", at.toString()));
    booking.checkedInAt().ifPresent(at -> json.put("checked_in_at", at.toString()));
    booking.party().ifPresent(party -> json.put("party", party.toString()));
    booking
        .occurrence()
        .ifPresent(
            one ->
                json.put("series", one.series().toString())
                    .put("recurrence", LOCAL.format(one.recurrence())));
    if (!booking.purpose().isEmpty()) json.put("purpose", booking.purpose());
    json.put("attendees", booking.attendees());
    json.put("price", price(booking.price()));
    if (booking.refund().centimes() > 0) {
      json.put("refund_centimes", booking.refund().centimes())
          .put("refund_vat_centimes", booking.price().taxIn(booking.refund()).centimes());
    }
    json.put("doors", new JsonArray(network.doorsTo(space).stream().map(Door::code).toList()));
    pass.ifPresent(p -> json.put("pass", pass(booking, p)));
    return json;
  }

  static JsonObject availability(
      Site site, BookedTime time, boolean open, List<FindSpaces.Found> found) {
    var json = new JsonObject().put("site", site.id()).put("zone", site.zone());
    time(json, time)
        .put("starts_at", time.slot().start().toString())
        .put("ends_at", time.slot().end().toString())
        .put("open", open);
    return json.put("spaces", new JsonArray(found.stream().map(BookingJson::found).toList()));
  }

  static JsonObject prechecked(Space space, BookedTime time, Price price, BookingStatus status) {
    return time(new JsonObject().put("space", space.reference()), time)
        .put("starts_at", time.slot().start().toString())
        .put("ends_at", time.slot().end().toString())
        .put("status", status.code())
        .put("price", price(price));
  }

  static JsonArray alternatives(List<FindSpaces.Alternative> alternatives) {
    return new JsonArray(
        alternatives.stream()
            .map(
                other ->
                    time(new JsonObject().put("space", other.space().reference()), other.time())
                        .put("price", price(other.price())))
            .toList());
  }

  private static JsonObject found(FindSpaces.Found found) {
    return new JsonObject()
        .put("space", found.space().reference())
        .put("kind", found.space().kind().code())
        .put("name", text(found.space().name()))
        .put("capacity", found.space().capacity())
        .put("free", found.free())
        .put("price", price(found.price()));
  }

  private static JsonObject pass(Booking booking, Pass pass) {
    return new JsonObject()
        .put("kind", "qr")
        .put("text", pass.text())
        .put("url", pass.url())
        .put("opens_at", booking.doorsOpen().start().toString())
        .put("closes_at", booking.doorsOpen().end().toString());
  }

  static JsonObject price(Price price) {
    return new JsonObject()
        .put("centimes", price.total().centimes())
        .put("vat_centimes", price.tax().centimes())
        .put("vat_rate", price.vat().basisPoints() / 100.0)
        .put("currency", "MAD")
        .put("lines", LineJson.write(price.lines()));
  }

  static String local(LocalDateTime time) {
    return LOCAL.format(time);
  }

  static JsonObject time(JsonObject json, BookedTime time) {
    return json.put("from", LOCAL.format(time.from())).put("to", LOCAL.format(time.to()));
  }

  private static JsonObject text(LocalText text) {
    return new JsonObject().put("fr", text.fr()).put("ar", text.ar()).put("en", text.en());
  }
}
