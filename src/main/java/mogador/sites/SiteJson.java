package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import mogador.kernel.LocalText;

/** A document as JSON with the site file's own keys: JSON is YAML, so one reader reads both. */
final class SiteJson {
  private SiteJson() {}

  static JsonObject write(SiteDocument site) {
    JsonObject json =
        new JsonObject()
            .put("id", site.id())
            .put("name", text(site.name()))
            .put("zone", site.zone())
            .put("status", site.status().code())
            .put("address", text(site.address()))
            .put("area", hundredths(site.areaCm2() / 100))
            .put("hours", HoursJson.write(site.hours()));
    PriceJson.write(json, site.prices());
    site.rent().ifPresent(rent -> json.put("rent", PriceJson.rent(rent)));
    RulesJson.write(site.rules()).ifPresent(rules -> json.put("rules", rules));
    return json.put("floors", list(site.floors().stream().map(SiteJson::floor).toList()))
        .put("zones", list(site.zones().stream().map(SiteJson::zone).toList()))
        .put("spaces", list(site.spaces().stream().map(plot -> plot(plot, site.rules())).toList()))
        .put("doors", list(site.doors().stream().map(SiteJson::door).toList()))
        .put("readers", devices(site, true))
        .put(
            "sensors",
            devices(site, false)
                .addAll(list(site.remotes().stream().map(SiteJson::remote).toList())));
  }

  private static JsonArray list(List<?> items) {
    return new JsonArray(items);
  }

  static JsonObject text(LocalText text) {
    return new JsonObject().put("fr", text.fr()).put("ar", text.ar()).put("en", text.en());
  }

  private static BigDecimal hundredths(long number) {
    return BigDecimal.valueOf(number, 2);
  }

  private static JsonObject floor(Floor floor) {
    return new JsonObject()
        .put("code", floor.code())
        .put("name", text(floor.name()))
        .put("size", new JsonArray().add(floor.width()).add(floor.height()))
        .put("decor", list(floor.decor().stream().map(SiteJson::decor).toList()));
  }

  private static JsonObject decor(Decor decor) {
    JsonObject json = new JsonObject().put("kind", decor.kind().code());
    switch (decor.kind().fewest()) {
      case 1 -> json.put("at", point(decor.points().getFirst()));
      case 2 -> json.put("line", points(decor.points()));
      default -> json.put("polygon", points(decor.points()));
    }
    decor.name().ifPresent(name -> json.put("name", text(name)));
    return json;
  }

  private static JsonArray point(Point point) {
    return new JsonArray().add(point.x()).add(point.y());
  }

  private static JsonArray points(List<Point> points) {
    return list(points.stream().map(SiteJson::point).toList());
  }

  private static JsonObject zone(Zone zone) {
    JsonObject json = new JsonObject().put("code", zone.code()).put("name", text(zone.name()));
    if (zone.escort()) json.put("escort", true);
    ZoneRules rules = zone.rules();
    rules.capacity().ifPresent(most -> json.put("capacity", most));
    rules.antiPassback().ifPresent(kind -> json.put("anti_passback", kind.code()));
    if (rules.twoPersons()) json.put("two_persons", true);
    if (!rules.forget().equals(ZoneRules.FORGET)) json.put("forget", RuleText.of(rules.forget()));
    return json;
  }

  private static JsonObject plot(SiteDocument.Plot plot, SiteRules rules) {
    JsonObject json =
        new JsonObject()
            .put("code", plot.code())
            .put("kind", plot.kind().code())
            .put("floor", plot.floor())
            .put("zone", plot.zone())
            .put("name", text(plot.name()))
            .put("capacity", plot.capacity())
            .put("area", hundredths(plot.areaCm2() / 100))
            .put("features", list(plot.features()))
            .put("bookable", plot.bookable())
            .put("shape", new JsonObject().put("polygon", points(plot.shape().corners())))
            .put("label", point(plot.label()));
    if (!plot.parts().isEmpty()) json.put("parts", list(plot.parts()));
    RuleLayer own = rules.spaces().get(plot.code());
    if (own != null) json.put("rules", RulesJson.layer(own));
    return json;
  }

  private static JsonObject door(Door door) {
    var json =
        new JsonObject()
            .put("code", door.code())
            .put("name", text(door.name()))
            .put("floor", door.floor())
            .put("at", point(door.at()))
            .put("width", door.width())
            .put("opens", door.opens().name().toLowerCase(Locale.ROOT))
            .put("from", door.from())
            .put("to", door.to());
    if (door.needs() != Door.Needs.BASIC) {
      json.put("needs", door.needs().name().toLowerCase(Locale.ROOT));
    }
    return json;
  }

  private static JsonArray devices(SiteDocument site, boolean readers) {
    JsonArray devices = new JsonArray();
    site.devices().stream()
        .filter(device -> (device.kind() == DeviceKind.READER) == readers)
        .map(SiteJson::device)
        .forEach(devices::add);
    return devices;
  }

  private static JsonObject remote(RemoteSensor sensor) {
    JsonObject json =
        new JsonObject()
            .put("eui", sensor.eui())
            .put("source", sensor.source())
            .put("space", sensor.space());
    sensor.codec().ifPresent(codec -> json.put("codec", codec));
    if (!sensor.signals().isEmpty()) {
      var signals = new JsonObject();
      sensor.signals().forEach(signals::put);
      json.put("signals", signals);
    }
    if (sensor.absentIsZero()) json.put("absent_is_zero", true);
    sensor.silent().ifPresent(silent -> json.put("silent", RuleText.of(silent)));
    return json;
  }

  private static JsonObject device(DevicePlace device) {
    JsonObject json = new JsonObject().put("code", device.code());
    if (device.kind() != DeviceKind.READER) json.put("kind", device.kind().code());
    device.door().ifPresent(door -> json.put("door", door));
    if (device.inner()) json.put("side", ReaderSide.INNER.code());
    device.space().ifPresent(space -> json.put("space", space));
    return json;
  }
}
